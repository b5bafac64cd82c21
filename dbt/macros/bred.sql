{#- A table laid out as printed, from its tidy model: Danish labels, the municipalities of the study as columns.

    Which columns there are depends on the study, so they are read when the model runs; for the same reason such a
    table cannot have a contract. statistik_i='kolonner' is for tables that print share and count of one row side by
    side; otherwise the count has a row of its own below the shares. tabel picks one table of a model that holds
    several; del is the prefix of tables that are one per municipality, which becomes the first column. -#}
{% macro bred_tabel(tidy, raekkenavn, statistik_i='raekker', decimaler=1, tabel=none, del=none) -%}
    {%- set kilde = ref(tidy) -%}
    {%- set etiketter = ref('int_etiket') -%}
    {%- set i_kolonner = statistik_i == 'kolonner' -%}
with celler as (

    select
        celler.*,
        {%- if del %}
        coalesce(dele.etiket, celler.tabel) as del,
        coalesce(dele.raekkefoelge, 9000) as delens_plads,
        {%- endif %}
        coalesce(raekker.raekkefoelge, 9000) as raekkefoelge,
        coalesce(raekker.etiket, celler.raekke)
        {%- if not i_kolonner %} || case when celler.statistik = 'n' and celler.raekke like 'alle%' then ' (N)' else '' end
        {%- endif %} as etiket,
        case
            when celler.statistik = 'n' then celler.vaerdi
            -- Half up, as the report is held against: a binary fraction would round either way.
            else cast(round(cast(celler.vaerdi as decimal(28, 10)), {{ decimaler }}) as double)
        end as vist
    from {{ kilde }} as celler
    left join {{ etiketter }} as raekker on celler.raekke = raekker.noegle
    {%- if del %}
    left join {{ etiketter }} as dele on celler.tabel = '{{ del }}' || dele.noegle
    {%- endif %}
    {%- if tabel %}
    where celler.tabel = '{{ tabel }}'
    {%- endif %}

)

select
    {%- if del %}
    del as "Kommune",
    {%- endif %}
    etiket as "{{ raekkenavn }}"
    {%- for soejle in brede_soejler(kilde, etiketter, i_kolonner, tabel) %},
    max(case when kolonne = '{{ soejle[0] }}'{% if i_kolonner %} and statistik = '{{ soejle[1] }}'{% endif %} then vist end)
        as "{{ soejle[2] }}"
    {%- endfor %}
from celler
group by {% if del %}del, delens_plads, {% endif %}etiket, raekkefoelge, raekke
order by {% if del %}delens_plads, del, {% endif %}raekkefoelge, raekke, etiket
{%- endmacro %}

{#- (kolonne, statistik, label) of the columns, in the printed order: shares before counts. Keys and labels come from
    code lists: a quote in one would end the SQL word, so it is doubled. -#}
{% macro brede_soejler(kilde, etiketter, i_kolonner, tabel) -%}
    {%- if not execute -%} {{ return([]) }} {%- endif -%}
    {%- set sql -%}
        select distinct
            replace(celler.kolonne, '''', '''''') as kolonne,
            {% if i_kolonner %}celler.statistik{% else %}''{% endif %} as statistik,
            replace(coalesce(liste.etiket, celler.kolonne), '"', '""')
            {%- if i_kolonner %} || case celler.statistik when 'n' then ' (N)' when 'percent' then ' (pct.)' else '' end
            {%- endif %} as etiket,
            {% if i_kolonner %}celler.statistik = 'n'{% else %}false{% endif %} as er_antal,
            coalesce(liste.raekkefoelge, 900) as raekkefoelge
        from {{ kilde }} as celler
        left join {{ etiketter }} as liste on celler.kolonne = liste.noegle
        {% if tabel %}where celler.tabel = '{{ tabel }}'{% endif %}
        order by er_antal, raekkefoelge, kolonne
    {%- endset -%}
    {{ return(run_query(sql).rows) }}
{%- endmacro %}
