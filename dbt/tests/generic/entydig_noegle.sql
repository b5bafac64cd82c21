{#- No two rows have the same key. -#}
{% test entydig_noegle(model, kolonner) %}
select {{ kolonner | join(', ') }}
from {{ model }}
group by {{ kolonner | join(', ') }}
having count(*) > 1
{% endtest %}
