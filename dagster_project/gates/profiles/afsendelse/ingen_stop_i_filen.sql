-- What is held back by a fault, or by something that nobody has confirmed, stays; only an annulment goes out.
select
    '' as emne,
    count(*) filter (
        indberetning_id in (select indberetning_id from gate_fejl where alvor in ('fejl', 'bekraeft'))
    ) as taeller,
    count(*) as naevner
from gate_poster
where haendelse <> 'annullering'
