select
    "analyse" as emne,
    count(*) filter (antal > 1 or klynge_mangler) as taeller,
    count(*) as naevner
from (
    select "analyse", count(*) as antal, bool_or(klynge is null) as klynge_mangler
    from forloeb.gruppe group by "analyse", person_id
)
group by "analyse"
order by "analyse"
