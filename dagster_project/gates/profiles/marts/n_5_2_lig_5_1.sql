-- Applications counted twice: table 5.2's rows and table 5.1's columns.
with tabel_5_2 as (
    select raekke as geografi, antal from gate_rapport where tabel = '5.2' and statistik = 'n' and kolonne = 'alle'
),

tabel_5_1 as (
    select kolonne as geografi, antal from gate_rapport where tabel = '5.1' and statistik = 'n' and raekke = 'alle'
)

select geografi as emne, abs(a.antal - b.antal) as taeller, greatest(a.antal, b.antal) as naevner
from tabel_5_2 as a
full join tabel_5_1 as b using (geografi)
order by geografi
