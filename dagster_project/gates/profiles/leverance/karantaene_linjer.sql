-- One line per quarantined row: the ledger and the list must say the same of every file.
with regnskab as (
    select register, leverance, fil, karantaene as antal from kvalitet.raekkeregnskab
),

linjer as (
    select register, leverance, fil, count(*) as antal from kvalitet.karantaene group by all
)

select
    register as emne,
    sum(abs(coalesce(r.antal, 0) - coalesce(l.antal, 0))) as taeller,
    sum(greatest(coalesce(r.antal, 0), coalesce(l.antal, 0))) as naevner
from regnskab as r
full join linjer as l using (register, leverance, fil)
group by register
order by register
