-- Weeks of the sequence that the person's row has a column for. Runs follow each other from {{ first_week }}; a run
-- without a code is a stretch of weeks that the delivery has no columns for.
with behov as (
    select
        m.person_id,
        s.kvartaler * s.uger_pr_kvartal as uger,
        date_diff('day', date '{{ first_week }}', date_trunc('week', m.afgoerelsesdato)::date) // 7 as slut
    from forloeb.maalgruppe as m
    cross join studie.studie as s
    where s.sekvens_alder_fra is null or floor(m.alder) between s.sekvens_alder_fra and s.sekvens_alder_til
),

forloeb as (
    select
        person_id,
        unnest(ydelsesforloeb) as stykke,
        generate_subscripts(ydelsesforloeb, 1) as nr
    from raa.dream_forloeb
    where status = 'accepteret' and person_id in (select person_id from behov)
),

stykker as (
    select person_id, stykke.kode as kode, stykke.uger as uger,
        sum(stykke.uger) over (partition by person_id order by nr) as slut
    from forloeb
),

leveret as (
    select
        b.person_id,
        b.uger,
        sum(greatest(least(s.slut, b.slut) - greatest(s.slut - s.uger, b.slut - b.uger), 0))
            filter (s.kode is not null) as fundet
    from behov as b
    inner join stykker as s using (person_id)
    group by b.person_id, b.uger
)

select '' as emne, count(*) filter (coalesce(fundet, 0) < uger) as taeller, count(*) as naevner
from leveret
