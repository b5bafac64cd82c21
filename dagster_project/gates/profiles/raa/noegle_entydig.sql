-- Rows in force beyond the first of their natural key.
{% for register in registers.values() if register.keys -%}
select '{{ register.name }}' as emne, coalesce(sum(antal - 1), 0) as taeller, coalesce(sum(antal), 0) as naevner
from (
    select count(*) as antal from raa.{{ register.name }}
    where status = 'accepteret' group by {{ register.keys | map(attribute='stored_as') | join(', ') }}
)
{% if not loop.last -%}
union all
{% endif -%}
{% endfor -%}
order by emne
