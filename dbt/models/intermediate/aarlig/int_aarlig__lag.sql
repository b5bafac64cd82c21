-- Those granted and those who could be, per year, municipality and stratum: sex, five-year age (18-19 first), education
-- and origin, uoplyst a category of each. The same snapshot serves every year that it is the nearest of. Those granted
-- where the snapshot has nobody at all are left out: a delivery of some municipalities has rates of those alone.
with lag as (

    select
        person.aar,
        person.referencetid,
        person.kommune,
        coalesce(person.koen, '9') as koen,
        greatest(18, 5 * ({{ alder_i_hele_aar('person.foed_dag', 'person.dag') }} // 5)) as alder,
        coalesce(uddannelse.uddannelse, 'grundskole') as uddannelse,
        coalesce(person.ie_type, '9') as herkomst,
        count(*) as antal
    from {{ ref('int_aarlig__person') }} as person
    left join {{ ref('int_aarlig__uddannelse') }} as uddannelse
        on person.person_id = uddannelse.person_id and person.dag = uddannelse.dag
    group by all

),

begge as (

    select
        lag.aar,
        lag.kommune,
        lag.koen,
        lag.alder,
        lag.uddannelse,
        lag.herkomst,
        lag.antal as nytilkendte,
        0 as befolkning
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
        aar.aar,
        lag.kommune,
        lag.koen,
        lag.alder,
        lag.uddannelse,
        lag.herkomst,
        0 as nytilkendte,
        lag.antal as befolkning
    from lag
    inner join {{ ref('int_aar') }} as aar on lag.referencetid = aar.referencetid
    where lag.aar is null

)

select
    aar,
    kommune,
    koen,
    alder,
    uddannelse,
    herkomst,
    sum(nytilkendte) as nytilkendte,
    sum(befolkning) as befolkning
from begge
group by all
