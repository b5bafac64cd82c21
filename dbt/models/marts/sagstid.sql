-- How long a decision takes, per place, year and decision, from the day the case was begun; and how many of the persons
-- refused in a year were granted a pension within three years, where the register reaches three years on.
with sag as (

    select
        person_id,
        sagsid,
        afgnr,
        kommune,
        afgoerelse,
        afgdato,
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

-- Once a year, at the first refusal.
afvist as (

    select
        sag.kommune,
        sag.aar,
        exists(
            select 1
            from sag as senere
            where
                senere.person_id = sag.person_id and senere.afgoerelse = 'tilkendelse'
                and senere.afgdato > sag.afgdato and senere.afgdato <= sag.afgdato + to_years(3)
        ) as senere_tilkendt
    from sag
    where
        sag.afgoerelse = 'afslag'
        and make_date(sag.aar + 3, 12, 31) <= (select max(alle.afgdato) from sag as alle)
    qualify row_number() over (partition by sag.person_id, sag.aar order by sag.afgdato, sag.sagsid, sag.afgnr) = 1

),

senere as (

    select
        sted.sted,
        afvist.aar,
        'afslag' as afgoerelse,
        count(*) as personer,
        count(*) filter (where afvist.senere_tilkendt) as senere_tilkendte
    from afvist
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
