-- Persons in clusters against persons with a sequence: the pooled analysis, and each municipality alone.
with sekvenser as (
    select m.person_id, m.kommune
    from forloeb.maalgruppe as m
    inner join studie.kommune as k using (kommune)
    where m.person_id in (select person_id from forloeb.kvartal)
),

ventet as (
    select 'samlet' as emne, count(*) as antal from sekvenser
    union all
    select 'kommune ' || k.kommune, count(s.person_id)
    from studie.kommune as k
    left join sekvenser as s using (kommune)
    group by k.kommune
),

fundet as (
    select case "analyse" when 'samlet' then 'samlet' else 'kommune ' || kommune end as emne, count(*) as antal
    from forloeb.gruppe group by 1
)

select emne, abs(coalesce(v.antal, 0) - coalesce(f.antal, 0)) as taeller,
    greatest(coalesce(v.antal, 0), coalesce(f.antal, 0)) as naevner
from ventet as v
full join fundet as f using (emne)
order by emne
