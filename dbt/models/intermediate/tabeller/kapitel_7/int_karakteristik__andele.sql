-- Shares of the description of pathways, zeros included: each property over those who have a row in the register that
-- tells it. Who is uoplyst there is a category of its own, so that the base is everybody and the shares sum to 100.
with egenskab as (

    select person_id, 'aldersgruppe' as egenskab, aldersgruppe as kategori from {{ ref('int_person__baggrund') }}
    union all
    select person_id, 'koen' as egenskab, koen as kategori from {{ ref('int_person__baggrund') }}
    union all
    select person_id, 'civilstand' as egenskab, civilstand as kategori from {{ ref('int_person__baggrund') }}
    union all
    select person_id, 'uddannelse' as egenskab, uddannelse as kategori from {{ ref('int_person__baggrund') }}
    union all
    select person_id, 'diagnosegruppe' as egenskab, diagnosegruppe as kategori from {{ ref('int_person__baggrund') }}
    union all
    select
        person_id, 'foraelder_foertidspension' as egenskab,
        case har_foraelder when true then 'ja' when false then 'nej' end as kategori
    from {{ ref('int_person__baggrund') }}
    union all
    select person_id, 'psykofarmaka' as egenskab, case when bruger_psykofarmaka then 'ja' else 'nej' end as kategori
    from {{ ref('int_person__baggrund') }}

),

kategorier as (

    select distinct 'aldersgruppe' as egenskab, noegle as kategori from {{ ref('aldersbaand') }}
    union
    select distinct 'uddannelse' as egenskab, karakteristik as kategori from {{ ref('uddannelsesniveau') }}
    union
    select distinct 'diagnosegruppe' as egenskab, diagnosegruppe as kategori from {{ ref('icd10_diagnosegruppe') }}
    union
    select egenskab, kategori
    from (
        values
        ('koen', 'kvinder'), ('koen', 'maend'), ('koen', 'uoplyst'),
        ('civilstand', 'gift'), ('civilstand', 'ikke_gift'), ('civilstand', 'uoplyst'),
        ('foraelder_foertidspension', 'ja'), ('foraelder_foertidspension', 'nej'),
        ('psykofarmaka', 'ja'), ('psykofarmaka', 'nej')
    ) as faste (egenskab, kategori) -- noqa: AL05

),

optalt as (

    select
        medlem."analyse", medlem.fordeling, medlem.forloebstype, egenskab.egenskab, egenskab.kategori,
        count(*) as antal
    from {{ ref('int_medlem') }} as medlem
    inner join egenskab on medlem.person_id = egenskab.person_id
    where egenskab.kategori is not null
    group by medlem."analyse", medlem.fordeling, medlem.forloebstype, egenskab.egenskab, egenskab.kategori

),

grupper as (

    select distinct "analyse", fordeling, forloebstype from {{ ref('int_medlem') }}

)

select
    grupper."analyse",
    grupper.fordeling,
    grupper.forloebstype,
    kategorier.egenskab,
    kategorier.kategori,
    coalesce(optalt.antal, 0) as antal,
    sum(coalesce(optalt.antal, 0)) over (
        partition by grupper."analyse", grupper.fordeling, grupper.forloebstype, kategorier.egenskab
    ) as grundlag
from grupper
cross join kategorier
left join optalt
    on
        grupper."analyse" = optalt."analyse"
        and grupper.fordeling = optalt.fordeling
        and grupper.forloebstype = optalt.forloebstype
        and kategorier.egenskab = optalt.egenskab
        and kategorier.kategori = optalt.kategori
