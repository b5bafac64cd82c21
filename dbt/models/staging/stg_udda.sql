with source as (

    select * from {{ source('raa', 'udda') }}

),

renamed as (

    select
        -- ids
        person_id,
        -- codes and texts
        hfaudd,
        -- dates
        hf_vfra
    from source
    where status = 'accepteret'

)

select * from renamed
