-- The smallest cluster of each analysis, as a share of its sequences.
with klynger as (
    select case "analyse" when 'samlet' then 'samlet' else 'kommune ' || kommune end as emne, klynge, count(*) as antal
    from forloeb.gruppe group by 1, 2
)

select emne, min(antal) as taeller, sum(antal) as naevner
from klynger
group by emne
order by emne
