select
    "analyse" as emne,
    count(*) filter (navne <> 1 or uden_navn > 0) as taeller,
    count(*) as naevner
from (
    select
        "analyse",
        count(distinct forloebstype) as navne,
        count(*) filter (coalesce(forloebstype, '') = '') as uden_navn
    from forloeb.gruppe
    group by "analyse", case "analyse" when 'samlet' then '' else kommune end, klynge
)
group by "analyse"
order by "analyse"
