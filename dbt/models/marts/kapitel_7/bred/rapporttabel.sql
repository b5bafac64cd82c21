-- Every cell of every table of the report in one tidy form.
{% set tabeller = [
    'int_figur_2_2', 'int_tabel_4_1', 'int_tabel_5_1', 'int_tabel_5_2', 'int_tabel_5_3', 'int_tabel_5_4',
    'int_tabel_6_1', 'int_tabel_6_2', 'int_tabel_6_3', 'int_tabel_6_4', 'int_tabel_6_5', 'int_figur_6_1',
    'int_tabel_6_6', 'int_tabel_6_7', 'int_tabel_6_8', 'int_tabel_7_1', 'int_tabel_7_2', 'int_tabel_7_3_til_7',
    'int_bilag_1', 'int_bilag_2'
] -%}
with celler as (

    {% for tabel in tabeller -%}
        select tabel, raekke, kolonne, statistik, vaerdi, antal, grundlag from {{ ref(tabel) }}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
)

select * from celler
order by tabel, raekke, kolonne, statistik
