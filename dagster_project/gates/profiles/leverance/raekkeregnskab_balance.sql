select
    register as emne,
    count(*) filter (raekker_i_fil is distinct from accepteret + dubletter + erstattet + karantaene + udeladt) as taeller,
    count(*) as naevner
from kvalitet.raekkeregnskab
group by register
order by register
