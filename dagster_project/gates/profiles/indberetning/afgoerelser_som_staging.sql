-- The basis holds every decision in force, once.
with staging as (
    select sagsid, afgnr, count(*) as antal from staging.stg_tilkendelsesregister group by sagsid, afgnr
),

grundlag as (
    select sagsid, afgnr, count(*) as antal from indberetning.afgoerelse group by sagsid, afgnr
)

select
    '' as emne,
    coalesce(sum(abs(coalesce(s.antal, 0) - coalesce(g.antal, 0))), 0) as taeller,
    coalesce(sum(s.antal), 0) as naevner
from staging as s
full join grundlag as g using (sagsid, afgnr)
