-- What an ATC code counts as: a type of table 6.5 and, on its own, psykofarmaka. The longest prefix wins.
with ordning as (

    select 'medicintype' as ordning, atc_praefiks, medicintype as medicin
    from {{ ref('atc_medicintype') }}
    union all
    select 'psykofarmaka' as ordning, atc_praefiks, 'psykofarmaka' as medicin
    from {{ ref('atc_psykofarmaka') }}

),

kode as (

    select distinct atc from {{ ref('stg_lmdb') }}

)

select kode.atc, ordning.ordning, ordning.medicin
from kode
inner join ordning on starts_with(kode.atc, ordning.atc_praefiks)
qualify row_number() over (
    partition by kode.atc, ordning.ordning order by length(ordning.atc_praefiks) desc, ordning.medicin
) = 1
