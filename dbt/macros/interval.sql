{#- 95 % limits of a count that is Poisson distributed, by Byar's approximation (Rothman & Boice 1979; Breslow & Day 1987,
    p. 69): of 0 the lower is 0. Within 0.1 of the exact limits from a count of 1 on. -#}
{% macro byar_nedre(antal) -%}
    case
        when {{ antal }} > 0
            then {{ antal }} * pow(1 - 1.0 / (9 * {{ antal }}) - {{ z95() }} / (3 * sqrt({{ antal }})), 3)
        when {{ antal }} = 0 then 0
    end
{%- endmacro %}

{% macro byar_oevre(antal) -%}
    ({{ antal }} + 1) * pow(1 - 1.0 / (9 * ({{ antal }} + 1)) + {{ z95() }} / (3 * sqrt({{ antal }} + 1)), 3)
{%- endmacro %}

{#- The 97.5th percentile of the standard normal distribution. -#}
{% macro z95() -%} 1.959963984540054::double {%- endmacro %}
