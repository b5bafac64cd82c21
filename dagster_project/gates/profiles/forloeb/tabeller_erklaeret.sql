{% from 'tabeller.sql.j2' import er_en_af with context -%}
-- Every declared table has cells (but those that a study may be without), and no cell is of a table that is not declared.
with erklaeret as (
    {% for table in tables %}
    select
        '{{ table.number }}' as tabel,
        {{ 'true' if table.may_be_empty else 'false' }}
        or exists (select 1 from gate_rapport where {{ er_en_af(tables, number=table.number) }}) as i_orden
    {% if not loop.last %}union all{% endif %}
    {% endfor %}
    union all
    select distinct tabel, false from gate_rapport where not {{ er_en_af(tables) }}
)

select
    '' as emne,
    count(*) filter (not i_orden) as taeller,
    count(*) as naevner,
    string_agg(tabel, ', ' order by tabel) filter (not i_orden) as fund
from erklaeret
