-- Cells that came or went since the generation before.
with nu as (
    select tabel, raekke, kolonne, statistik from marts.rapporttabel
),

foer as (
    select tabel, raekke, kolonne, statistik, true as fandtes from gate_forrige_rapporttabel
),

par as (
    select tabel, n.raekke is not null as findes, coalesce(f.fandtes, false) as fandtes
    from (select *, true as findes from nu) as n
    full join foer as f using (tabel, raekke, kolonne, statistik)
)

select
    tabel as emne,
    case when (select count(*) from foer) = 0 then 0 else count(*) filter (not fandtes or not findes) end as taeller,
    case when (select count(*) from foer) = 0 then 0 else count(*) end as naevner
from par
group by tabel
order by tabel
