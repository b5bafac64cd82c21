select
    '' as emne,
    count(*) filter (date_diff('year', foed_dag, referencetid) > {{ parameter }}) as taeller,
    count(*) as naevner
from staging.stg_bef
