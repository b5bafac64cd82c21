-- Gross income by year (rule R28 compares the latest year before a decision with that year's limit).
select
    person_id,
    aar,
    brutto
from {{ ref('stg_ind') }}
order by person_id, aar
