-- The weeks of a sequence, oldest first: as many as the study says, ending the week before the grant's. A week that
-- the row's delivery has no column for is NULL, a blank week is ''. Element i begins 1991-08-05 + 7 (i - 1) days.
with vindue as (

    select
        dream.person_id,
        dream.ydelser,
        maalgruppe.tilkendelsesuge
        - cast(7 * studie.kvartaler * studie.uger_pr_kvartal as integer) as foerste_uge,
        studie.kvartaler * studie.uger_pr_kvartal as uger
    from {{ ref('stg_dream') }} as dream
    inner join {{ ref('int_maalgruppe') }} as maalgruppe on dream.person_id = maalgruppe.person_id
    cross join {{ source('studie', 'studie') }} as studie

),

nummer as (

    select
        person_id,
        ydelser,
        foerste_uge,
        unnest(range(uger)) as nr,
        cast((foerste_uge - date '1991-08-05') / 7 as integer) + 1 as foerste_element
    from vindue

)

select
    person_id,
    foerste_uge + cast(7 * nr as integer) as uge,
    case when foerste_element + nr >= 1 then ydelser[foerste_element + nr] end as ydelse
from nummer
