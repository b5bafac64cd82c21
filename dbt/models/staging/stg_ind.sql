with source as (

    select * from {{ source('raa', 'ind') }}

),

renamed as (

    select
        -- ids
        person_id,
        -- numbers
        aar,
        brutto,
        erhvervsindk
    from source
    where status = 'accepteret'

)

select * from renamed
