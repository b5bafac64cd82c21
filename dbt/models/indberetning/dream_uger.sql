-- What the rules ask DREAM (R30, R39), as spells of whole weeks: fleksjob (771), førtidspension (783), and the weeks
-- that are delivered at all. The windows depend on the decision's dates and belong to the rules.
with person as (

    select distinct person_id from {{ ref('stg_tilkendelsesregister') }}

),

forloeb as (

    select
        dream.person_id,
        unnest(dream.ydelsesforloeb) as forloeb,
        generate_subscripts(dream.ydelsesforloeb, 1) as nr
    from {{ ref('stg_dream_forloeb') }} as dream
    inner join person on dream.person_id = person.person_id

),

-- Week 0 begins Monday 1991-08-05; a run without a code is weeks that no delivery has a column for.
dateret as (

    select
        person_id,
        nr,
        forloeb.kode as ydelse,
        cast(forloeb.uger as integer) as uger,
        cast(sum(forloeb.uger) over (partition by person_id order by nr) as integer) as slut
    from forloeb

),

leveret as (

    select
        *,
        count(*) filter (where ydelse is null) over (partition by person_id order by nr) as oe
    from dateret

),

spaend as (

    select person_id, ydelse as art, slut - uger as foerste, slut as efter
    from dateret
    where ydelse in ('771', '783')
    union all
    select person_id, 'leveret' as art, min(slut - uger) as foerste, max(slut) as efter
    from leveret
    where ydelse is not null
    group by person_id, oe

)

select
    person_id,
    art,
    date '1991-08-05' + 7 * foerste as fra,
    date '1991-08-05' + 7 * (efter - 1) as til
from spaend
order by person_id, art, fra
