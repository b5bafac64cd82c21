{#- A code means what it meant on the day: the one condition of every join on a code list with validity. -#}
{% macro gyldig_paa(liste, dato) -%}
    {{ dato }} between {{ liste }}.gyldig_fra and {{ liste }}.gyldig_til
{%- endmacro %}

{#- An ICD-10 code without the dot and the leading D of the Danish form: DF32.9 and F329 are one, D50 and DD50 too. -#}
{% macro icd10(kolonne) -%}
    regexp_replace(replace(upper(trim({{ kolonne }})), '.', ''), '^D([A-Z])', '\1')
{%- endmacro %}
