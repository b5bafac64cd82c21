-- Every declared column of relatives has its row: a register that has no delivery has nothing to count.
with kolonner (register, kolonne) as (
    values
    {%- for register in registers.values() %}{% for column in register.columns if column.kind == 'slaegtning' %}
    ('{{ register.name }}', '{{ column.name }}'),
    {%- endfor %}{% endfor %}
    (null, null)
)

select
    k.register || ' ' || k.kolonne as emne,
    coalesce(sum(s.kendte), 0) as taeller,
    coalesce(sum(s.velformede), 0) as naevner
from kolonner as k
left join kvalitet.slaegtning as s using (register, kolonne)
where k.register is not null
group by k.register, k.kolonne
order by emne
