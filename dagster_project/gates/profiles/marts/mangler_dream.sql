-- The whole målgruppe, as `forloeb.maalgruppe` holds it.
select
    '' as emne,
    count(*) filter (m.person_id not in (select person_id from staging.stg_dream)) as taeller,
    count(*) as naevner
from forloeb.maalgruppe as m
