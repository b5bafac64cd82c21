-- Whether samples of the persons find each group again: the mean Jaccard similarity with the nearest group.
with grupper as (
    select distinct "analyse", case "analyse" when 'samlet' then 'alle' else kommune end as kommune from forloeb.gruppe
)

select
    concat_ws(' ', g."analyse", g.kommune, u.forloebstype, u.klynge) as emne,
    coalesce(u.gentagelser, 0) as taeller,
    coalesce(u.gentagelser, 0) as naevner,
    u.jaccard_middel as maalt
from grupper as g
left join marts.klyngeusikkerhed as u on g."analyse" = u."analyse" and g.kommune = u.kommune
order by emne
