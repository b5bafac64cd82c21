-- The file holds what the warehouse holds, table by table: rows and content.
with lager as (
    select tabel, raekker, indhold from gate_tabel where sted = 'lager' and sammenlignes
),

ny as (
    select tabel, raekker, indhold from gate_tabel where sted = 'ny' and sammenlignes
)

select
    split_part(tabel, '.', 1) as emne,
    count(*) filter (
        l.tabel is null or n.tabel is null or l.raekker is distinct from n.raekker
        or l.indhold is distinct from n.indhold
    ) as taeller,
    count(*) as naevner,
    string_agg(tabel, ', ' order by tabel) filter (
        l.tabel is null or n.tabel is null or l.raekker is distinct from n.raekker
        or l.indhold is distinct from n.indhold
    ) as fund
from lager as l
full join ny as n using (tabel)
group by emne
order by emne
