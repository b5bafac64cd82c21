with source as (

    select * from {{ source('raa', 'dream') }}

),

renamed as (

    select
        -- ids
        person_id,
        -- weeks: element i is the week that begins Monday 1991-08-05 + 7 (i - 1) days
        ydelser
    from source
    where status = 'accepteret'

)

select * from renamed
