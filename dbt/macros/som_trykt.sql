{#- Every table of the report laid out as printed, from the tidy cells of `kilde`, in the schema of `kilde`. Which
    tables there are is declared in dagster_project/words/tables.py. How each was laid out is kept in
    `intermediate.int_udlaegning`: disclosure control lays the released cells out by the very same statement. -#}
{% macro som_trykt(kilde) -%}
    {%- if execute -%}
        {%- set udlaegning = kilde.incorporate(path={'schema': 'intermediate', 'identifier': 'int_udlaegning'}) -%}
        {%- do run_query('create or replace table ' ~ udlaegning ~ ' (navn varchar primary key, udlaegning varchar)') -%}
        {%- for tabel in rapportens_tabeller() if tabel.navn != 'figur_2_2' -%}
            {%- set ny = kilde.incorporate(path={'identifier': tabel.navn}) -%}
            {%- set sql = bred_tabel(kilde, tabel) -%}
            {%- do run_query('create or replace table ' ~ ny ~ ' as ' ~ sql) -%}
            {%- do run_query("comment on table " ~ ny ~ " is '" ~ tabel.beskrivelse | replace("'", "''") ~ "'") -%}
            {%- set paa_ny = sql | replace(kilde | string, 'udlagte_celler') | replace("'", "''") -%}
            {%- do run_query("insert into " ~ udlaegning ~ " values ('" ~ tabel.navn ~ "', '" ~ paa_ny ~ "')") -%}
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
