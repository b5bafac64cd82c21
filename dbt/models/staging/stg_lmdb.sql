with source as (

    select * from {{ source('raa', 'lmdb') }}

),

renamed as (

    select
        -- ids
        person_id,
        -- codes and texts
        atc,
        -- numbers
        apk,
        -- dates
        eksd
    from source
    where status = 'accepteret'

)

select * from renamed
