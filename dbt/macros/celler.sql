{#- Cells in the tidy form, from what was counted: one macro for each kind of cell. -#}

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

{#- A mean that is the same whatever the order of the rows and the number of threads: doubles are summed as decimals. -#}
{% macro gennemsnit(kolonne) -%}
    cast(sum(cast({{ kolonne }} as decimal(30, 12))) as double) / nullif(count({{ kolonne }}), 0)
{%- endmacro %}
