-- The first day of pension of each person, also of before the register of decisions begins: it says by which act a
-- review or a change of the pension is judged.
select
    person_id,
    min(fra) as fra
from {{ ref('stg_foertidspension') }}
group by person_id
order by person_id
