-- The applications of the period: by the decision's date, by the request's when undecided. No date: in no period.
select ansoegning.*
from {{ ref('int_ansoegning') }} as ansoegning
cross join {{ source('studie', 'studie') }} as studie
where ansoegning.sagsdato between studie.periode_fra and studie.periode_til
