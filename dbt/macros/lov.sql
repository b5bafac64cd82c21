{#- The key of a value of a field of the law: what 17_3 says changed twice, so a later meaning has its year with it. -#}
{% macro lovens_noegle(liste) -%}
    lower({{ liste }}.felt) || '_' || lower({{ liste }}.vaerdi)
    || case when year({{ liste }}.gyldig_fra) > 1900 then '_' || year({{ liste }}.gyldig_fra) else '' end
{%- endmacro %}

{#- The tables that show a field of the law each. -#}
{% macro lovens_tabeller() -%}
    (
        values
        ('LOVGRUNDLAG', '5.1_lov'),
        ('AFSLAGSHJEMMEL', '5.4_hjemmel'),
        ('REHABTEAM_INDSTILLING', '5.5'),
        ('SUNDKOORD_VURDERING', '5.6'),
        ('RESSOURCEFORLOEB', '5.7')
    )
{%- endmacro %}
