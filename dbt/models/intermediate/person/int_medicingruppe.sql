-- Who tables 6.5, 6.6 and figure 6.1 are about, by column: the study's target group and the other citizens of the same
-- municipalities, both of the ages of the study on the index date. Without a row in BEF nobody has an age.
select
    person.person_id,
    person.gruppe,
    person.kommune,
    kolonne.kolonne
from {{ ref('int_person') }} as person
inner join {{ ref('int_person__kolonne') }} as kolonne on person.person_id = kolonne.person_id
where
    person.i_medicin
    and (kolonne.slags in {{ studiets_kommuner() }} or kolonne.slags = 'oevrige_borgere')
