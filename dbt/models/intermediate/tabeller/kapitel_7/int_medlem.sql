-- Members of every pathway of both analyses, per municipality and together (fordeling = a municipality or all four).
select person_id, "analyse", forloebstype, kolonne as fordeling from {{ ref('int_gruppe') }}
union all
select person_id, "analyse", forloebstype, 'alle_fire_kommuner' as fordeling from {{ ref('int_gruppe') }}
