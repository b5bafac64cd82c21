-- Held against the newest basis that was passed, whichever study ran with it; none yet: nothing to compare with.
select
    '' as emne,
    count(*) filter (n.sagsid is null) as taeller,
    count(*) as naevner
from gate_forrige as f
left join (select distinct sagsid, cast(afgnr as bigint) as afgnr from indberetning.afgoerelse) as n using (sagsid, afgnr)
