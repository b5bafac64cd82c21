-- Everyone in the målgruppe of the study's municipalities has one scenario; without twenty quarters there is no timing.
with personer as (
    select m.person_id from forloeb.maalgruppe as m
    inner join studie.kommune as k using (kommune)
    where (select kvartaler from studie.studie) = 20
),

scenarier as (
    select person_id, count(*) as antal, count(scenarie) as scenarier
    from forloeb.timing group by person_id
)

select
    '' as emne,
    count(*) filter (p.person_id is null or s.antal is distinct from 1 or s.scenarier is distinct from 1) as taeller,
    count(*) as naevner
from personer as p
full join scenarier as s using (person_id)
