-- What is looked up beside a decision is one row for its key.
select emne, coalesce(sum(antal - 1), 0) as taeller, coalesce(sum(antal), 0) as naevner
from (
    select 'ressourceforloeb' as emne, count(*) as antal
    from indberetning.ressourceforloeb group by person_id, startdto
    union all
    select 'indkomst', count(*) from indberetning.indkomst group by person_id, aar
    union all
    select 'pension', count(*) from indberetning.pension group by person_id
    union all
    select 'dream_uger', count(*) from indberetning.dream_uger group by person_id, art, fra
)
group by emne
order by emne
