-- Losses are real, but rare; so are incomes above the parameter (kr. a year).
select
    '' as emne,
    count(*) filter (brutto < 0 or brutto > {{ parameter }}) as taeller,
    count(*) as naevner
from staging.stg_ind
