-- Each pathway's share now and in the generation before, in percentage points.
with nu as (
    select "analyse", case "analyse" when 'samlet' then '' else kommune end as kommune, forloebstype, count(*) as antal
    from forloeb.gruppe group by all
),

foer as (
    select "analyse", case "analyse" when 'samlet' then '' else kommune end as kommune, forloebstype, count(*) as antal
    from gate_forrige_gruppe group by all
),

andele as (
    select
        "analyse", kommune, forloebstype,
        100.0 * coalesce(n.antal, 0) / sum(n.antal) over hele as nu,
        100.0 * coalesce(f.antal, 0) / sum(f.antal) over hele as foer,
        coalesce(f.antal, 0) as antal_foer,
        sum(f.antal) over hele as i_alt_foer
    from nu as n
    full join foer as f using ("analyse", kommune, forloebstype)
    window hele as (partition by "analyse", kommune)
)

select
    trim("analyse" || ' ' || kommune || ' ' || forloebstype) as emne,
    antal_foer as taeller,
    -- Without an earlier generation there is nothing to compare.
    coalesce(i_alt_foer, 0)::bigint as naevner,
    abs(nu - foer) as maalt
from andele
order by emne
