{#- Every table of the report laid out as printed, from the tidy cells of `kilde`, in the schema of `kilde`. Which
    tables there are is declared in dagster_project/words/tables.py. -#}
{% macro som_trykt(kilde) -%}
    {%- if execute -%}
        {%- for tabel in rapportens_tabeller() if tabel.navn != 'figur_2_2' -%}
            {%- set ny = kilde.incorporate(path={'identifier': tabel.navn}) -%}
            {%- do run_query('create or replace table ' ~ ny ~ ' as ' ~ bred_tabel(kilde, tabel)) -%}
            {%- do run_query("comment on table " ~ ny ~ " is '" ~ tabel.beskrivelse | replace("'", "''") ~ "'") -%}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}

{#- The declared tables, as build_env hands them over. -#}
{% macro rapportens_tabeller() -%}
    {{ return(fromjson(env_var('VEJE_DBT_TABELLER', '[]'))) }}
{%- endmacro %}

{#- The tidy models that the report table unites. -#}
{% macro rapportens_modeller() -%}
    {{ return(rapportens_tabeller() | map(attribute='model') | unique | list) }}
{%- endmacro %}
