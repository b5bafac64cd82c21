select
    register as emne,
    count(*) filter (status = 'afvist') as taeller,
    count(*) as naevner
from kvalitet.leverance
group by register
order by register
