select '' as emne, count(*) filter (fejl = 1 or laest is distinct from raekker) as taeller, count(*) as naevner,
    string_agg(tabel, ', ' order by tabel) filter (fejl = 1 or laest is distinct from raekker) as fund
from gate_tabel
where sted = 'ny'
