-- Persons of the målgruppe with a DREAM row (of the age that the study asks for), and persons with a sequence: the same.
with ventet as (
    select m.person_id from forloeb.maalgruppe as m
    cross join studie.studie as s
    where
        m.person_id in (select person_id from staging.stg_dream)
        and (s.sekvens_alder_fra is null or floor(m.alder) between s.sekvens_alder_fra and s.sekvens_alder_til)
),

fundet as (
    select distinct person_id from forloeb.kvartal
)

select
    '' as emne,
    count(*) filter (v.person_id is null or f.person_id is null) as taeller,
    count(*) as naevner
from ventet as v
full join fundet as f using (person_id)
