-- Rows stored by status against the ledger, register by register.
with raekker as (
{%- for register in registers.values() %}
    select '{{ register.name }}' as register, leverance, fil, status, count(*) as antal
    from raa.{{ register.name }} group by all
    {%- if not loop.last %}
    union all
    {%- endif %}
{%- endfor %}
),

regnskab as (
    select register, leverance, fil, 'accepteret' as status, accepteret as antal from kvalitet.raekkeregnskab
    union all
    select register, leverance, fil, 'dublet', dubletter from kvalitet.raekkeregnskab
    union all
    select register, leverance, fil, 'erstattet', erstattet from kvalitet.raekkeregnskab
)

select
    register as emne,
    sum(abs(coalesce(a.antal, 0) - coalesce(b.antal, 0))) as taeller,
    sum(greatest(coalesce(a.antal, 0), coalesce(b.antal, 0))) as naevner
from raekker as a
full join regnskab as b using (register, leverance, fil, status)
group by register
order by register
