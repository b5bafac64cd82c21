{#- The tidy form of a report table, in one place: which cells there are, and when a cell is a zero or missing.

    A model that uses these macros writes the CTEs
        enheder(raekke, kolonne)   one row per unit and cell that it counts in
        raekker(raekke)            every row of the table, also those that nobody is in
        kolonner(kolonne)          every column
    and gets: percent cells, zeros included, wherever the base is not zero; an N cell also when it is zero. -#}

{#- Counts per cell with the base over ``pr`` (raekke or kolonne): CTE celler. -#}
{% macro taelling(pr) -%}
antal_pr_celle as (

    select raekke, kolonne, count(*) as antal
    from enheder
    group by raekke, kolonne

),

celler as (

    select
        raekker.raekke,
        kolonner.kolonne,
        coalesce(antal_pr_celle.antal, 0) as antal,
        sum(coalesce(antal_pr_celle.antal, 0)) over (partition by {{ pr }}r.{{ pr }}) as grundlag
    from raekker
    cross join kolonner
    left join antal_pr_celle
        on raekker.raekke = antal_pr_celle.raekke and kolonner.kolonne = antal_pr_celle.kolonne

)
{%- endmacro %}

{#- A table whose columns each sum to 100: shares down the column, and its N in the row `alle`. -#}
{% macro soejletabel(tabel) -%}
{{ taelling('kolonne') }},

i_alt as (

    select distinct 'alle' as raekke, kolonne, grundlag as antal
    from celler

)

{{ andele(tabel, 'celler') }}
union all
{{ antal(tabel, 'i_alt') }}
{%- endmacro %}

{#- A table whose rows each sum to 100: share and N of each cell, and both of the row in the column `alle`. -#}
{% macro raekketabel(tabel) -%}
{{ taelling('raekke') }},

alle_celler as (

    select raekke, kolonne, antal, grundlag from celler
    union all
    select distinct raekke, 'alle' as kolonne, grundlag as antal, grundlag from celler

)

{{ andele(tabel, 'alle_celler') }}
union all
{{ antal(tabel, 'alle_celler') }}
{%- endmacro %}

{#- The columns of a table: kinds of int_kolonne, as a parenthesised list for `in`. -#}
{% macro kommuner_og_regioner() -%} ('kommune', 'region', 'alle_regioner') {%- endmacro %}
{% macro kommuner_og_studieregion() -%} ('kommune', 'studieregion', 'alle_regioner') {%- endmacro %}
{% macro studiets_kommuner() -%} ('kommune', 'alle_fire_kommuner') {%- endmacro %}
