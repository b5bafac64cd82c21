-- How far the counts of each table have moved since the generation before, of all that it counted.
with nu as (
    select tabel, raekke, kolonne, antal from marts.rapporttabel where statistik = 'n'
),

foer as (
    select tabel, raekke, kolonne, antal from gate_forrige_rapporttabel where statistik = 'n'
)

select
    tabel as emne,
    coalesce(sum(abs(coalesce(n.antal, 0) - coalesce(f.antal, 0))) filter (
        tabel in (select tabel from gate_forrige_rapporttabel)
    ), 0) as taeller,
    coalesce(sum(f.antal), 0) as naevner
from nu as n
full join foer as f using (tabel, raekke, kolonne)
group by tabel
order by tabel
