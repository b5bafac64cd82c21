select
    '' as emne,
    count(*) filter (koen > 1 or dage > 1) as taeller,
    count(*) as naevner
from (
    select count(distinct koen) as koen, count(distinct foed_dag) as dage from staging.stg_bef group by person_id
)
