{% macro duckdb__load_csv_rows(model, agate_table) %}
{#- A seed as the adapter loads it, but for its path, which is quoted: VEJE_HOME may have an apostrophe in it. -#}
{%- set path = adapter.get_seed_file_path(model) | string | replace("'", "''") -%}
{%- set sql -%}
copy {{ this.render() }} from '{{ path }}' (format csv, header true, delimiter ',')
{%- endset -%}
{%- do adapter.add_query(sql, abridge_sql_log=True) -%}
{{ return(sql) }}
{% endmacro %}
