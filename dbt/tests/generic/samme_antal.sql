{#- Two models count the same population: the N cells in `model` and in `med` agree, key by key.
    vores and deres name the rows or columns that are compared: {raekke: …, kolonne: …}; a missing one is the key. -#}
{% test samme_antal(model, med, vores, deres) %}
{%- set noegle = 'kolonne' if 'raekke' in vores else 'raekke' -%}
{%- set deres_noegle = 'kolonne' if 'raekke' in deres else 'raekke' %}
with vores as (

    select {{ noegle }} as noegle, antal from {{ model }}
    where statistik = 'n' {% for felt, vaerdi in vores.items() %}and {{ felt }} = '{{ vaerdi }}' {% endfor %}

),

deres as (

    select {{ deres_noegle }} as noegle, antal from {{ med }}
    where statistik = 'n' {% for felt, vaerdi in deres.items() %}and {{ felt }} = '{{ vaerdi }}' {% endfor %}

)

select vores.noegle, vores.antal, deres.antal as deres_antal
from vores
inner join deres on vores.noegle = deres.noegle
where vores.antal <> deres.antal
{% endtest %}
