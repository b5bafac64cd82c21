-- The cohort of the whole country, as analysts get it.
select
    person.person_id,
    person.kommune,
    kommune.region,
    person.indeksdato as afgoerelsesdato,
    person.alder
from {{ ref('int_person') }} as person
left join {{ ref('int_kommune') }} as kommune on person.kommune = kommune.kommune
where person.gruppe = 'maalgruppe'
order by person.person_id
