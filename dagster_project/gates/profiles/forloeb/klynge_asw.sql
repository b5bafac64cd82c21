-- The average silhouette width of the chosen number of groups; one group alone has none.
with analyser as (
    select distinct "analyse", case "analyse" when 'samlet' then 'alle' else kommune end as kommune from forloeb.gruppe
)

select
    trim(a."analyse" || ' ' || a.kommune) as emne,
    case when isfinite(k.asw) then k.k else 0 end as taeller,
    case when isfinite(k.asw) then k.k else 0 end as naevner,
    k.asw as maalt
from analyser as a
left join marts.klyngekvalitet as k on a."analyse" = k."analyse" and a.kommune = k.kommune and k.valgt
order by emne
