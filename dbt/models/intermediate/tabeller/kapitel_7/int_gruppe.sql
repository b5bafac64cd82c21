-- Who is in which pathway of which analysis, with the key of the municipality.
select
    gruppe.person_id,
    gruppe."analyse",
    gruppe.forloebstype,
    kommune.noegle as kolonne
from {{ source('forloeb', 'gruppe') }} as gruppe
inner join {{ ref('int_maalgruppe') }} as maalgruppe on gruppe.person_id = maalgruppe.person_id
inner join {{ source('studie', 'kommune') }} as kommune on maalgruppe.kommune = kommune.kommune
