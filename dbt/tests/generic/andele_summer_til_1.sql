{#- The shares of each group are the whole of it: their numerators sum to the denominator, which is one and the same.
    model: the tidy form; pr: the column (or row) that the shares are of; undtagen: rows or columns that are totals. -#}
{% test andele_summer_til_1(model, pr, undtagen=['alle'], tabel=none) %}
with andele as (

    select * from {{ model }}
    where statistik = 'percent' and grundlag is not null
    {%- if tabel %} and tabel like '{{ tabel }}' {%- endif %}
    and raekke not in ('{{ undtagen | join("', '") }}')
    and kolonne not in ('{{ undtagen | join("', '") }}')

)

select tabel, {{ pr }}
from andele
group by tabel, {{ pr }}
having sum(antal) <> max(grundlag) or min(grundlag) <> max(grundlag)
{% endtest %}
