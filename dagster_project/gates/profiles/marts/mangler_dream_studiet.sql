-- In the study's municipalities: these persons stay in the målgruppe without a sequence.
select
    '' as emne,
    count(*) filter (m.person_id not in (select person_id from staging.stg_dream)) as taeller,
    count(*) as naevner
from forloeb.maalgruppe as m
where m.kommune in (select kommune from studie.kommune)
