with source as (

    select * from {{ source('raa', 'bef') }}

),

renamed as (

    select
        -- ids
        person_id,
        mor_id,
        far_id,
        e_faelle_id,
        -- codes and texts
        koen,
        kom,
        ie_type,
        civst,
        -- dates
        referencetid,
        foed_dag
    from source
    where status = 'accepteret'

)

select * from renamed
