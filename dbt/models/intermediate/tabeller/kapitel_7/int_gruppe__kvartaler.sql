-- Quarters per state in each pathway of the separate analyses, over all its persons.
select gruppe.kolonne as kommune, gruppe.forloebstype, kvartal.tilstand, count(*) as antal
from {{ ref('int_gruppe') }} as gruppe
inner join {{ source('forloeb', 'kvartal') }} as kvartal on gruppe.person_id = kvartal.person_id
where gruppe."analyse" = 'kommune'
group by gruppe.kolonne, gruppe.forloebstype, kvartal.tilstand
