with source as (

    select * from {{ source('raa', 'idap') }}

),

renamed as (

    select
        -- ids
        person_id,
        -- numbers
        aar,
        arledgr
    from source
    where status = 'accepteret'

)

select * from renamed
