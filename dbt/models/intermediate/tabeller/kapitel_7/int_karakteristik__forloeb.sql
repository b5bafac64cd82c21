-- Means of the description of pathways: shifts of state, quarters per state, and when the dominating state begins.
with kvartal as (

    select
        person_id,
        kvartal,
        tilstand,
        tilstand <> lag(tilstand) over (partition by person_id order by kvartal) as er_skift
    from {{ source('forloeb', 'kvartal') }}
    where person_id in (select medlem.person_id from {{ ref('int_medlem') }} as medlem)

),

pr_person as (

    select person_id, tilstand, count(*) as kvartaler, min(kvartal) as foerste
    from kvartal
    group by person_id, tilstand

),

skift as (

    select person_id, count(*) filter (where er_skift) as skift from kvartal group by person_id

),

stoerrelse as (

    select "analyse", fordeling, forloebstype, count(*) as antal
    from {{ ref('int_medlem') }}
    group by "analyse", fordeling, forloebstype

),

pr_tilstand as (

    select
        medlem."analyse",
        medlem.fordeling,
        medlem.forloebstype,
        pr_person.tilstand,
        sum(pr_person.kvartaler) as kvartaler,
        avg(pr_person.foerste) as startkvartal
    from {{ ref('int_medlem') }} as medlem
    inner join pr_person on medlem.person_id = pr_person.person_id
    group by medlem."analyse", medlem.fordeling, medlem.forloebstype, pr_person.tilstand

),

-- The state with the most quarters; a tie goes to the first by name, so that a run repeats itself.
dominerende as (

    select * from pr_tilstand
    qualify row_number() over (
        partition by "analyse", fordeling, forloebstype order by kvartaler desc, tilstand asc
    ) = 1

)

select
    stoerrelse."analyse", stoerrelse.fordeling, stoerrelse.forloebstype,
    'kvartaler' as egenskab, tilstand.tilstand as kategori,
    cast(coalesce(pr_tilstand.kvartaler, 0) as double) / stoerrelse.antal as vaerdi
from stoerrelse
cross join {{ ref('int_tilstand') }} as tilstand
left join pr_tilstand using ("analyse", fordeling, forloebstype, tilstand)
union all
select "analyse", fordeling, forloebstype, 'startkvartal' as egenskab, tilstand as kategori, startkvartal as vaerdi
from dominerende
union all
select
    medlem."analyse", medlem.fordeling, medlem.forloebstype, 'skift' as egenskab, 'alle' as kategori,
    avg(skift.skift) as vaerdi
from {{ ref('int_medlem') }} as medlem
inner join skift on medlem.person_id = skift.person_id
group by medlem."analyse", medlem.fordeling, medlem.forloebstype
