select
    register as emne,
    sum(karantaene) as taeller,
    sum(raekker_i_fil - udeladt) as naevner
from kvalitet.raekkeregnskab
group by register
order by register
