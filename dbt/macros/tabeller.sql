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

{#- Share cells from a relation (raekke, kolonne, antal, grundlag). -#}
{% macro andele(tabel, fra) -%}
    select
        {{ tabel }} as tabel,
        raekke,
        kolonne,
        'percent' as statistik,
        100.0 * cast(antal as double) / cast(grundlag as double) as vaerdi,
        cast(antal as bigint) as antal,
        cast(grundlag as bigint) as grundlag
    from {{ fra }}
    where grundlag > 0
{%- endmacro %}

{#- N cells from a relation (raekke, kolonne, antal). -#}
{% macro antal(tabel, fra) -%}
    select
        {{ tabel }} as tabel,
        raekke,
        kolonne,
        'n' as statistik,
        cast(antal as double) as vaerdi,
        cast(antal as bigint) as antal,
        cast(null as bigint) as grundlag
    from {{ fra }}
{%- endmacro %}

{#- Cells that are neither share nor count, from a relation (raekke, kolonne, statistik, vaerdi). -#}
{% macro maal(tabel, fra) -%}
    select
        {{ tabel }} as tabel,
        raekke,
        kolonne,
        statistik,
        cast(vaerdi as double) as vaerdi,
        cast(null as bigint) as antal,
        cast(null as bigint) as grundlag
    from {{ fra }}
    where vaerdi is not null
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

{#- A mean that is the same whatever the order of the rows and the number of threads: doubles are summed as decimals. -#}
{% macro gennemsnit(kolonne) -%}
    cast(sum(cast({{ kolonne }} as decimal(30, 12))) as double) / nullif(count({{ kolonne }}), 0)
{%- endmacro %}
