-- Those granted and those who could be, per place and year. N alone where there is no population: of the year, or of a
-- municipality that somebody of the place was granted in.
with befolket as (

    select distinct aar, kommune from {{ ref('int_aarlig__lag') }} where befolkning > 0

),

antal as (

    select
        person.aar,
        sted.sted,
        count(*) as antal,
        count(befolket.kommune) as befolkede
    from {{ ref('int_nytilkendt') }} as person
    inner join {{ ref('int_sted') }} as sted on person.kommune = sted.kommune
    left join befolket on person.aar = befolket.aar and person.kommune = befolket.kommune
    group by person.aar, sted.sted

),

befolkning as (

    select lag.aar, sted.sted, sum(lag.befolkning) as befolkning
    from {{ ref('int_aarlig__lag') }} as lag
    inner join {{ ref('int_sted') }} as sted on lag.kommune = sted.kommune
    group by lag.aar, sted.sted

),

-- A municipality has a row in the years in which it existed; a region and the country in every year.
celle as (

    select distinct aar.aar, sted.sted
    from {{ ref('int_aar') }} as aar
    cross join {{ ref('int_sted') }} as sted
    inner join {{ ref('kommune') }} as liste
        on sted.kommune = liste.kom and aar.aar between year(liste.gyldig_fra) and year(liste.gyldig_til)
    union
    select aar, sted from antal

)

select
    celle.aar,
    celle.sted,
    cast(coalesce(antal.antal, 0) as bigint) as antal,
    cast(befolkning.befolkning as bigint) as befolkning
from celle
left join antal on celle.aar = antal.aar and celle.sted = antal.sted
left join befolkning
    on
        celle.aar = befolkning.aar and celle.sted = befolkning.sted
        and coalesce(antal.antal = antal.befolkede, true)
