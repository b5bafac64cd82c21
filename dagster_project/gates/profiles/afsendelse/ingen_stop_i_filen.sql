-- What breaks a stop rule is held back; only an annulment goes out all the same.
select
    '' as emne,
    count(*) filter (indberetning_id in (select indberetning_id from gate_fejl where alvor = 'stop')) as taeller,
    count(*) as naevner
from gate_poster
where haendelse <> 'annullering'
