{{ config(post_hook="{{ som_trykt(this) }}") }}
-- Every cell of every table of the report in one tidy form. The tables as printed are laid out from it: their labels
-- depend_on: {{ ref('etiket') }}
with celler as (

    {% for model in rapportens_modeller() -%}
        select tabel, raekke, kolonne, statistik, vaerdi, antal, grundlag from {{ ref(model) }}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
)

select * from celler
order by tabel, raekke, kolonne, statistik
