-- Persons of BEF born before the parameter's year: a century that was read wrong.
select
    '' as emne,
    count(distinct person_id) filter (year(foed_dag) < {{ parameter | int }}) as taeller,
    count(distinct person_id) as naevner,
    'det tidligste er ' || min(year(foed_dag)) as fund
from staging.stg_bef
