-- Staging holds the rows in force, no more and no fewer.
{% for register in registers.values() -%}
select
    '{{ register.name }}' as emne,
    abs((select count(*) from staging.stg_{{ register.name }}) - count(*)) as taeller,
    greatest((select count(*) from staging.stg_{{ register.name }}), count(*)) as naevner
from raa.{{ register.name }}
where status = 'accepteret'
{% if not loop.last -%}
union all
{% endif -%}
{% endfor -%}
order by emne
