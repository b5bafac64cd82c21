{#- A small whole number in words, from three to twelve; NULL for another. -#}
{% macro talord(antal) -%}
    list_extract(
        ['tre', 'fire', 'fem', 'seks', 'syv', 'otte', 'ni', 'ti', 'elleve', 'tolv'], cast({{ antal }} - 2 as integer)
    )
{%- endmacro %}
