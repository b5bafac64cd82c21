{#- A code has one meaning on any day: periods of the same key are disjoint and end after they begin. -#}
{% test gyldighed_overlapper_ikke(model, noegle, fra='gyldig_fra', til='gyldig_til') %}
with perioder as (

    select
        {{ noegle | join(', ') }},
        {{ fra }} as fra,
        {{ til }} as til,
        max({{ til }}) over (
            partition by {{ noegle | join(', ') }} order by {{ fra }}, {{ til }}
            rows between unbounded preceding and 1 preceding
        ) as hidtil
    from {{ model }}

)

select * from perioder
where fra is null or til is null or til < fra or fra <= hidtil
{% endtest %}
