-- A person is 32 hexadecimal digits everywhere behind the door; anything else may be a number that slipped through.
{% for register in registers.values() -%}
select
    '{{ register.name }}' as emne,
    count(*) filter (not coalesce(regexp_full_match(person_id, '[0-9a-f]{32}'), false)) as taeller,
    count(*) as naevner
from raa.{{ register.name }}
{% if not loop.last -%}
union all
{% endif -%}
{% endfor -%}
order by emne
