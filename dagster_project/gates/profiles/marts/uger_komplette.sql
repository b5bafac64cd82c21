-- Element i of ydelser is the week that begins {{ first_week }} + 7 (i - 1) days; NULL is a week column that is not there.
with behov as (
    select
        d.ydelser,
        s.kvartaler * s.uger_pr_kvartal as uger,
        date_diff('day', date '{{ first_week }}', date_trunc('week', m.afgoerelsesdato)::date) // 7 as sidste
    from forloeb.maalgruppe as m
    inner join staging.stg_dream as d using (person_id)
    cross join studie.studie as s
)

select
    '' as emne,
    count(*) filter (sidste < uger or list_count(ydelser[sidste - uger + 1 : sidste]) < uger) as taeller,
    count(*) as naevner
from behov
