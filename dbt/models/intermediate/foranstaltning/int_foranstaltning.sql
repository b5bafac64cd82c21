-- The measures that tables 6.7, 6.8 and 7.3-7.7 count: of the study's municipalities, in LAB, begun in the window.
select
    foranstaltning.person_id,
    person.kommune,
    foranstaltning.foranstaltning,
    foranstaltning.startdto
from {{ ref('int_amfora__foranstaltning') }} as foranstaltning
inner join {{ ref('int_person') }} as person on foranstaltning.person_id = person.person_id
where
    foranstaltning.lab
    and foranstaltning.i_vindue
    and person.gruppe = 'maalgruppe'
    and person.er_studiets
