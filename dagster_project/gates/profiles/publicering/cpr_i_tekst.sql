select
    split_part(tabel, '.', 1) as emne,
    sum(cpr) as taeller,
    sum(raekker) as naevner,
    string_agg(tabel, ', ' order by tabel) filter (cpr > 0) as fund
from gate_tabel
where sted = 'ny' and fejl = 0
group by emne
order by emne
