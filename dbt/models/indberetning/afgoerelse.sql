-- Every decision in force, undecided ones too: the export sees from them which record is annulled. The birth date is
-- that of the person's last BEF snapshot; without one the export reads it out of the PNR.
with sidste_bef as (

    select person_id, foed_dag
    from {{ ref('stg_bef') }}
    qualify row_number() over (partition by person_id order by referencetid desc) = 1

)

select
    sag.*,
    sidste_bef.foed_dag
from {{ ref('stg_tilkendelsesregister') }} as sag
left join sidste_bef on sag.person_id = sidste_bef.person_id
order by sag.sagsid, sag.afgnr
