-- Who the rates are made of, with the day that age and education are taken on: those granted, on the day of the grant
-- and by their own snapshot; and those who could be, on the day of each snapshot: 18 years to folkepension age, living
-- in a municipality, neither granted a pension before nor with one that runs. A view: at national size it is millions
-- of rows a snapshot.
{{ config(materialized='view') }}

with nytilkendt as (

    select
        person.person_id,
        aar.referencetid,
        person.aar,
        person.kommune,
        person.afgoerelsesdato as dag,
        bef.koen,
        bef.foed_dag,
        bef.ie_type
    from {{ ref('int_nytilkendt') }} as person
    inner join {{ ref('int_aar') }} as aar on person.aar = aar.aar
    inner join {{ ref('stg_bef') }} as bef on person.person_id = bef.person_id
    qualify row_number() over (
        partition by person.person_id
        order by bef.referencetid > person.afgoerelsesdato, abs(bef.referencetid - person.afgoerelsesdato)
    ) = 1

),

befolkning as (

    select
        bef.person_id,
        bef.referencetid,
        kommune.blev_til as kommune,
        bef.koen,
        bef.foed_dag,
        bef.ie_type
    from {{ ref('stg_bef') }} as bef
    inner join {{ ref('int_kommune') }} as kommune on bef.kom = kommune.kommune
    inner join {{ ref('folkepensionsalder') }} as pension
        on bef.foed_dag between pension.foedt_fra and pension.foedt_til
    left join {{ ref('int_nytilkendt') }} as tilkendt
        on bef.person_id = tilkendt.person_id and tilkendt.afgoerelsesdato < bef.referencetid
    where
        bef.referencetid in (select aar.referencetid from {{ ref('int_aar') }} as aar)
        and tilkendt.person_id is null
        and {{ alder_i_hele_aar('bef.foed_dag', 'bef.referencetid') }} >= 18
        and bef.referencetid
        < {{ foedselsdag_i('bef.foed_dag', 'year(bef.foed_dag) + pension.aar') }} + to_months(pension.maaneder)
        and not exists (
            select 1
            from {{ ref('stg_foertidspension') }} as spell
            where
                spell.person_id = bef.person_id
                and bef.referencetid between spell.fra and coalesce(spell.til, date '9999-12-31')
        )

)

select person_id, referencetid, aar, kommune, dag, koen, foed_dag, ie_type
from nytilkendt
union all
select person_id, referencetid, null as aar, kommune, referencetid as dag, koen, foed_dag, ie_type
from befolkning
