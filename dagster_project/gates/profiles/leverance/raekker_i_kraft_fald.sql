with nu as (
    select register, sum(accepteret) as antal from kvalitet.raekkeregnskab group by register
),

foer as (
    select register, sum(accepteret) as antal from gate_forrige_raekkeregnskab group by register
)

select
    register as emne,
    greatest(coalesce(f.antal, 0) - coalesce(n.antal, 0), 0) as taeller,
    coalesce(f.antal, 0) as naevner
from nu as n
full join foer as f using (register)
order by register
