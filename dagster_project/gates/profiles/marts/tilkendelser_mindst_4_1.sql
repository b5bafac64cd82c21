-- Cases against persons: a person may have been granted twice, never fewer than once.
with sager as (
    select raekke as geografi, antal from gate_rapport
    where tabel = '5.2' and statistik = 'n' and kolonne = 'tilkendelse'
),

personer as (
    select raekke as geografi, antal from gate_rapport where tabel = '4.1' and statistik = 'n' and kolonne = 'alle'
)

select geografi as emne, s.antal - p.antal as taeller, greatest(s.antal, p.antal) as naevner
from sager as s
full join personer as p using (geografi)
order by geografi
