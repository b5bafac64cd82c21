{#- The birthday in a year. 29 February has its birthday on 1 March in common years: the first of the month plus
    (day - 1) days says both. -#}
{% macro foedselsdag_i(foed_dag, aar) -%}
    (make_date({{ aar }}, month({{ foed_dag }}), 1) + cast(day({{ foed_dag }}) - 1 as integer))
{%- endmacro %}

{#- Completed years on a date. -#}
{% macro alder_i_hele_aar(foed_dag, dato) -%}
    cast(
        year({{ dato }}) - year({{ foed_dag }})
        - case when {{ foedselsdag_i(foed_dag, 'year(' ~ dato ~ ')') }} > {{ dato }} then 1 else 0 end
    as integer)
{%- endmacro %}

{#- Completed years plus the days since the last birthday over the days between the last and the next (docs/contract/tables.md, 6.1).
    hele_aar: the column that holds alder_i_hele_aar for the same dates. -#}
{% macro alder_eksakt(foed_dag, dato, hele_aar) -%}
    {%- set sidste = foedselsdag_i(foed_dag, 'year(' ~ foed_dag ~ ') + ' ~ hele_aar) -%}
    {%- set naeste = foedselsdag_i(foed_dag, 'year(' ~ foed_dag ~ ') + ' ~ hele_aar ~ ' + 1') -%}
    ({{ hele_aar }} + cast({{ dato }} - {{ sidste }} as double) / ({{ naeste }} - {{ sidste }}))
{%- endmacro %}
