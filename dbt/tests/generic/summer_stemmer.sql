{#- The N of a total is the sum of the N of its parts, in each column (or row). Takes the tidy form.
    total and dele are keys of ``af`` (raekke or kolonne); dele may be a condition on it instead of a list. -#}
{% test summer_stemmer(model, af, total, dele) %}
{%- set pr = 'kolonne' if af == 'raekke' else 'raekke' %}
with n as (

    select * from {{ model }} where statistik = 'n'

),

sammenlignet as (

    select
        {{ pr }},
        sum(case when {{ af }} = '{{ total }}' then antal end) as i_alt,
        sum(case when {{ af }} {{ dele if dele is string else "in ('" ~ dele | join("', '") ~ "')" }} then antal end) as sum_af_dele
    from n
    group by {{ pr }}

)

select * from sammenlignet
where i_alt is not null and sum_af_dele is not null and i_alt <> sum_af_dele
{% endtest %}
