{#- A table laid out as printed, from its tidy cells: Danish labels, the municipalities of the study as columns.

    Which columns there are depends on the study, so they are read when the table is laid out; for the same reason it
    can have no contract. ved_siden_af is for tables that print share and count of one row side by side; otherwise the
    count has a row of its own below the shares. Of a table that there is one of for each municipality, the
    municipality becomes the first column. -#}
{% macro bred_tabel(kilde, tabel) -%}
    {%- set etiketter = ref('etiket') -%}
    {%- set i_kolonner = tabel.ved_siden_af -%}
    {%- set del = tabel.delt -%}
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
            else cast(round(cast(celler.vaerdi as decimal(28, 10)), {{ tabel.decimaler }}) as double)
        end as vist
    from {{ kilde }} as celler
    left join {{ etiketter }} as raekker on celler.raekke = raekker.noegle
    {%- if del %}
    left join {{ etiketter }} as dele on celler.tabel = '{{ tabel.tabel }}_' || dele.noegle
    {%- endif %}
    where {{ er_tabellens(tabel) }}

)

select
    {%- if del %}
    del as "Kommune",
    {%- endif %}
    etiket as "{{ tabel.overskrift }}"
    {%- for soejle in brede_soejler(kilde, etiketter, tabel) %},
    max(case when kolonne = '{{ soejle[0] }}'{% if i_kolonner %} and statistik = '{{ soejle[1] }}'{% endif %} then vist end)
        as "{{ soejle[2] }}"
    {%- endfor %}
from celler
group by {% if del %}del, delens_plads, {% endif %}etiket, raekkefoelge, raekke
order by {% if del %}delens_plads, del, {% endif %}raekkefoelge, raekke, etiket
{%- endmacro %}

{#- (kolonne, statistik, label) of the columns, in the printed order: shares before counts. Keys and labels come from
    code lists: a quote in one would end the SQL word, so it is doubled. -#}
{% macro brede_soejler(kilde, etiketter, tabel) -%}
    {%- set i_kolonner = tabel.ved_siden_af -%}
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
        where {{ er_tabellens(tabel) }}
        order by er_antal, raekkefoelge, kolonne
    {%- endset -%}
    {{ return(run_query(sql).rows) }}
{%- endmacro %}

{#- The cells of a table; with one table a municipality, of all of them. -#}
{% macro er_tabellens(tabel) -%}
    {% if tabel.delt %}starts_with(celler.tabel, '{{ tabel.tabel }}_'){% else %}celler.tabel = '{{ tabel.tabel }}'{% endif %}
{%- endmacro %}
