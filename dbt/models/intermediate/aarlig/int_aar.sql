-- Every year with a grant, and the snapshot of BEF that tells who could be granted one: the nearest to 1 July, at most
-- 366 days away; of two as near the earlier. A year without one has no population.
with aar as (

    select distinct aar, make_date(aar, 7, 1) as midt
    from {{ ref('int_nytilkendt') }}

),

oejebillede as (

    select distinct referencetid from {{ ref('stg_bef') }}

)

select aar.aar, oejebillede.referencetid
from aar
left join oejebillede on abs(oejebillede.referencetid - aar.midt) <= 366
qualify row_number() over (
    partition by aar.aar
    order by abs(oejebillede.referencetid - aar.midt), oejebillede.referencetid
) = 1
