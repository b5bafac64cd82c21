-- What stands in the report table is what the gate of the tables has judged.
with tabeller as (
{%- for model in tables | selectattr('stage', 'eq', 'marts') | map(attribute='model') | unique %}
    select tabel, raekke, kolonne, statistik, vaerdi, antal, grundlag from intermediate.{{ model }}
    {%- if not loop.last %}
    union all
    {%- endif %}
{%- endfor %}
),

rapport as (
    select * from gate_rapport where tabel in (select tabel from tabeller)
)

select
    '' as emne,
    (select count(*) from (from tabeller except all from rapport))
    + (select count(*) from (from rapport except all from tabeller)) as taeller,
    (select count(*) from tabeller) as naevner
