-- How far the partition hangs on the breaking of ties: the mean adjusted Rand index of the repetitions.
with analyser as (
    select distinct "analyse", case "analyse" when 'samlet' then 'alle' else kommune end as kommune from forloeb.gruppe
)

select
    trim(a."analyse" || ' ' || a.kommune) as emne,
    case when isfinite(s.ari_middel) then s.gentagelser else 0 end as taeller,
    case when isfinite(s.ari_middel) then s.gentagelser else 0 end as naevner,
    s.ari_middel as maalt
from analyser as a
left join marts.klyngekvalitet as k on a."analyse" = k."analyse" and a.kommune = k.kommune and k.valgt
left join marts.klyngestabilitet as s on k."analyse" = s."analyse" and k.kommune = s.kommune and k.k = s.k
order by emne
