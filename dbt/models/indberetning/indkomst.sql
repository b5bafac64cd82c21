-- Earned income by year (rule R28 compares the latest year before a decision with that year's limit). Gross income
-- holds the pension itself and says nothing about work.
select
    person_id,
    aar,
    erhvervsindk
from {{ ref('stg_ind') }}
where erhvervsindk is not null
order by person_id, aar
