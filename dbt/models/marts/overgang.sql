-- From which state to which between neighbouring quarters (staying is a step too), and from the first quarter's to the
-- last quarter's: per pathway of both analyses, per municipality and together. Every state of the alphabet is there to
-- go to from a state that somebody is in.
with kvartal as (

    select
        person_id,
        kvartal,
        tilstand as til,
        lag(tilstand) over (partition by person_id order by kvartal) as fra
    from {{ source('forloeb', 'kvartal') }}
    where person_id in (select medlem.person_id from {{ ref('int_medlem') }} as medlem)

),

skridt as (

    select person_id, 'overgang' as slags, fra, til from kvartal where fra is not null
    union all
    select
        person_id,
        'foerste_sidste' as slags,
        arg_min(til, kvartal) as fra,
        arg_max(til, kvartal) as til
    from kvartal
    group by person_id

),

optalt as (

    select
        medlem."analyse", medlem.fordeling as kommune, medlem.forloebstype, skridt.slags, skridt.fra, skridt.til,
        count(*) as antal
    from skridt
    inner join {{ ref('int_medlem') }} as medlem on skridt.person_id = medlem.person_id
    group by medlem."analyse", medlem.fordeling, medlem.forloebstype, skridt.slags, skridt.fra, skridt.til

),

grundlag as (

    select "analyse", kommune, forloebstype, slags, fra, sum(antal) as grundlag
    from optalt
    group by "analyse", kommune, forloebstype, slags, fra

)

select
    grundlag."analyse",
    grundlag.kommune,
    grundlag.forloebstype,
    grundlag.slags,
    grundlag.fra,
    tilstand.tilstand as til,
    cast(coalesce(optalt.antal, 0) as bigint) as antal,
    cast(grundlag.grundlag as bigint) as grundlag,
    cast(coalesce(optalt.antal, 0) as double) / cast(grundlag.grundlag as double) as andel
from grundlag
cross join {{ ref('int_tilstand') }} as tilstand
left join optalt
    on
        grundlag."analyse" = optalt."analyse"
        and grundlag.kommune = optalt.kommune
        and grundlag.forloebstype = optalt.forloebstype
        and grundlag.slags = optalt.slags
        and grundlag.fra = optalt.fra
        and tilstand.tilstand = optalt.til
order by grundlag."analyse", grundlag.kommune, grundlag.forloebstype, grundlag.slags, grundlag.fra, til
