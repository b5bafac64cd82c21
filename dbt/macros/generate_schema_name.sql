{#- The schema is the layer's own name, without a prefix of the target: readers know `marts`, not `staging_marts`. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ custom_schema_name | trim if custom_schema_name else target.schema }}
{%- endmacro %}
