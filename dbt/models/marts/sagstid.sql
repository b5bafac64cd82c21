-- How long a decision takes, per place, year and decision, from the day the case was begun; and how many of the persons
-- refused in a year were granted a pension within three years.
with sag as (

    select
        kommune,
        afgoerelse,
        year(afgdato) as aar,
        -- A case that is decided before it is begun has no time.
        case when paabdato <= afgdato then afgdato - paabdato end as dage
    from {{ ref('int_ansoegning') }}
    where afgdato is not null and afgoerelse in ('tilkendelse', 'afslag')

),

tid as (

    select
        sted.sted,
        sag.aar,
        sag.afgoerelse,
        count(sag.dage) as antal,
        count(*) - count(sag.dage) as uden_tid,
        quantile_cont(sag.dage, 0.5) as median,
        quantile_cont(sag.dage, 0.9) as p90
    from sag
    inner join {{ ref('int_sted') }} as sted on sag.kommune = sted.kommune
    group by sted.sted, sag.aar, sag.afgoerelse

),

senere as (

    select
        sted.sted,
        afvist.aar,
        'afslag' as afgoerelse,
        count(*) as personer,
        count(*) filter (where afvist.senere_tilkendt) as senere_tilkendte
    from {{ ref('int_afslag__senere') }} as afvist
    inner join {{ ref('int_sted') }} as sted on afvist.kommune = sted.kommune
    group by sted.sted, afvist.aar

)

select
    tid.sted as kommune,
    cast(tid.aar as integer) as aar,
    tid.afgoerelse,
    tid.antal,
    tid.uden_tid,
    cast(tid.median as double) as median,
    cast(tid.p90 as double) as p90,
    senere.personer,
    senere.senere_tilkendte,
    senere.senere_tilkendte / senere.personer as andel
from tid
left join senere using (sted, aar, afgoerelse)
order by kommune, aar, afgoerelse
