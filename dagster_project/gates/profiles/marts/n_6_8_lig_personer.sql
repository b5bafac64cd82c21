-- Table 6.8 counts measures; here the measures of each person are counted and added up.
with tabel as (
    select kolonne as geografi, antal from gate_rapport where tabel = '6.8' and statistik = 'n' and raekke = 'alle'
),

personer as (
    select k.noegle as geografi, coalesce(sum(f.antal), 0) as antal
    from studie.kommune as k
    left join gate_foranstaltning as f using (kommune)
    group by k.noegle
    union all
    select 'alle_fire_kommuner', coalesce(sum(antal), 0) from gate_foranstaltning
)

select geografi as emne, abs(t.antal - p.antal) as taeller, greatest(t.antal, p.antal) as naevner
from tabel as t
full join personer as p using (geografi)
order by geografi
