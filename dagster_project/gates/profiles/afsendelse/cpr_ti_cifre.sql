select
    '' as emne,
    count(*) filter (not coalesce(regexp_full_match(cpr, '[0-9]{10}'), false)) as taeller,
    count(*) as naevner
from gate_poster
-- Abroad there may be no CPR number: the entry sheet asks for the date of birth (R19).
where myndighed <> 'UDK'
