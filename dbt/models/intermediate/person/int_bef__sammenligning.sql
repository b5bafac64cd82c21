-- Who the target group is compared with: the register's last snapshot on or before the reference date, without those
-- granted a pension in the period. A person may be in both groups; the index date is the reference date.
-- A view: only int_person reads it, and at national size it is millions of rows.
{{ config(materialized='view') }}

with studie as (

    select * from {{ source('studie', 'studie') }}

),

sidste as (

    select max(bef.referencetid) as referencetid
    from {{ ref('stg_bef') }} as bef
    cross join studie
    where bef.referencetid <= studie.oevrig_referencedato

),

person as (

    select
        bef.person_id,
        bef.referencetid,
        bef.koen,
        bef.foed_dag,
        coalesce(kommune.blev_til, bef.kom) as kom,
        bef.ie_type,
        bef.civst,
        bef.mor_id,
        bef.far_id,
        bef.e_faelle_id,
        studie.oevrig_referencedato as indeksdato,
        {{ alder_i_hele_aar('bef.foed_dag', 'studie.oevrig_referencedato') }} as alder_aar
    from {{ ref('stg_bef') }} as bef
    inner join sidste on bef.referencetid = sidste.referencetid
    left join {{ ref('int_kommune') }} as kommune on bef.kom = kommune.kommune
    cross join studie
    where bef.person_id not in (select maalgruppe.person_id from {{ ref('int_maalgruppe') }} as maalgruppe)

),

grupperet as (

    select
        person.*,
        person.alder_aar between studie.oevrig_alder_fra and studie.oevrig_alder_til as er_oevrig_befolkning,
        person.alder_aar between studie.medicin_alder_fra and studie.medicin_alder_til
        and person.kom in (select studiets.kommune from {{ source('studie', 'kommune') }} as studiets)
            as er_oevrig_borger
    from person
    cross join studie

)

select * from grupperet
where er_oevrig_befolkning or er_oevrig_borger
