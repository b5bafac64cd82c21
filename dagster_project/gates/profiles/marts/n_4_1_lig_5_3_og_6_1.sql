-- The målgruppe of each municipality and region, as three tables count it. 6.1 has fewer columns than the others.
with geografi as (
    select raekke as geografi, antal from gate_rapport where tabel = '4.1' and statistik = 'n' and kolonne = 'alle'
),

andre as (
    select tabel, kolonne as geografi, antal from gate_rapport
    where tabel in ('5.3', '6.1') and statistik = 'n' and raekke = 'alle'
      and kolonne not in ('oevrig_befolkning', 'alle_fire_kommuner')
)

select
    coalesce(a.tabel, '5.3') || ' ' || geografi as emne,
    abs(g.antal - a.antal) as taeller,
    greatest(g.antal, a.antal) as naevner
from geografi as g
full join andre as a using (geografi)
order by emne
