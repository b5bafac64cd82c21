-- Those granted and those who could be, per year, municipality and stratum: sex, five-year age (18-19 first), education
-- and origin, uoplyst a category of each. The same snapshot serves every year that it is the nearest of. Those granted
-- where the snapshot has nobody at all are left out: a delivery of some municipalities has rates of those alone.
with person as (

    select * from {{ ref('int_aarlig__person') }}

),

i_kraft as (

    select
        person.person_id,
        person.dag,
        max_by(coalesce(udda.hfaudd, ''), udda.hf_vfra) as hfaudd,
        max(udda.hf_vfra) as hf_vfra
    from person
    inner join {{ ref('stg_udda') }} as udda on person.person_id = udda.person_id and udda.hf_vfra <= person.dag
    group by person.person_id, person.dag

),

lag as (

    select
        person.aar,
        person.referencetid,
        person.kommune,
        coalesce(person.koen, '9') as koen,
        greatest(18, 5 * ({{ alder_i_hele_aar('person.foed_dag', 'person.dag') }} // 5)) as alder,
        coalesce(niveau.tabel_6_2, 'grundskole') as uddannelse,
        coalesce(person.ie_type, '9') as herkomst,
        count(*) as antal
    from person
    left join i_kraft on person.person_id = i_kraft.person_id and person.dag = i_kraft.dag
    left join {{ ref('hfaudd') }} as hfaudd
        on i_kraft.hfaudd = hfaudd.hfaudd and {{ gyldig_paa('hfaudd', 'i_kraft.hf_vfra') }}
    left join {{ ref('uddannelsesniveau') }} as niveau on hfaudd.niveau = niveau.niveau
    group by all

)

select
    lag.aar, lag.kommune, lag.koen, lag.alder, lag.uddannelse, lag.herkomst, lag.antal as nytilkendte, 0 as befolkning
from lag
where
    lag.aar is not null
    and exists (
        select 1
        from lag as befolket
        where befolket.aar is null and befolket.kommune = lag.kommune and befolket.referencetid = lag.referencetid
    )
union all
select
    aar.aar, lag.kommune, lag.koen, lag.alder, lag.uddannelse, lag.herkomst, 0 as nytilkendte, lag.antal as befolkning
from lag
inner join {{ ref('int_aar') }} as aar on lag.referencetid = aar.referencetid
where lag.aar is null
