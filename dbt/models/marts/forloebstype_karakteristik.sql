-- The pathways described as in section 7.2 of the report, for both analyses, per municipality and together.
with stoerrelse as (

    select "analyse", fordeling, forloebstype, count(*) as antal
    from {{ ref('int_medlem') }}
    group by "analyse", fordeling, forloebstype

)

select
    "analyse",
    fordeling as kommune,
    forloebstype,
    egenskab,
    kategori,
    'percent' as statistik,
    100.0 * cast(antal as double) / cast(grundlag as double) as vaerdi,
    cast(antal as bigint) as antal,
    cast(grundlag as bigint) as grundlag
from {{ ref('int_karakteristik__andele') }}
where grundlag > 0
union all
select
    "analyse", fordeling as kommune, forloebstype, egenskab, kategori, 'mean' as statistik,
    cast(vaerdi as double) as vaerdi, cast(null as bigint) as antal, cast(null as bigint) as grundlag
from {{ ref('int_karakteristik__forloeb') }}
union all
select
    "analyse", fordeling as kommune, forloebstype, 'alle' as egenskab, 'alle' as kategori, 'n' as statistik,
    cast(antal as double) as vaerdi, antal, cast(null as bigint) as grundlag
from stoerrelse
order by "analyse", kommune, forloebstype, egenskab, kategori, statistik
