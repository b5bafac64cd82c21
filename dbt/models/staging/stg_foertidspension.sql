with source as (

    select * from {{ source('raa', 'foertidspension') }}

),

renamed as (

    select
        -- ids
        person_id,
        -- dates
        fra,
        til
    from source
    where status = 'accepteret'

)

select * from renamed
