select '' as emne, coalesce(sum(antal - 1), 0) as taeller, coalesce(sum(antal), 0) as naevner
from (select count(*) as antal from gate_rapport group by tabel, raekke, kolonne, statistik)
