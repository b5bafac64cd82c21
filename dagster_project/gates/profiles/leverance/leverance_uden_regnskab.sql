select
    l.register as emne,
    count(*) filter (r.register is null) as taeller,
    count(*) as naevner
from kvalitet.leverance as l
left join (select distinct register, leverance from kvalitet.raekkeregnskab) as r using (register, leverance)
where l.status in ('godtaget', 'advarsel')
group by l.register
order by l.register
