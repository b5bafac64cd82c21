-- What stands in the report table is what the gate of the tables has judged.
with tabeller as (
{%- for tabel in ['tabel_4_1', 'tabel_5_1', 'tabel_5_2', 'tabel_5_3', 'tabel_5_4', 'tabel_6_1', 'tabel_6_2', 'tabel_6_3',
                  'tabel_6_4', 'tabel_6_5', 'tabel_6_6', 'tabel_6_7', 'tabel_6_8', 'figur_6_1'] %}
    select tabel, raekke, kolonne, statistik, vaerdi, antal, grundlag from intermediate.int_{{ tabel }}
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
