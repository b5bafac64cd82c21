-- Income and degree of unemployment of the calendar year of the index date, for those who have a record of it.
-- A view: only table 6.3 reads it, and at national size it is millions of rows.
{{ config(materialized='view') }}

select
    person.person_id,
    ind.brutto,
    idap.arledgr / 10 as ledighedsgrad
from {{ ref('int_person') }} as person
left join {{ ref('stg_ind') }} as ind on person.person_id = ind.person_id and year(person.indeksdato) = ind.aar
left join {{ ref('stg_idap') }} as idap on person.person_id = idap.person_id and year(person.indeksdato) = idap.aar
where ind.person_id is not null or idap.person_id is not null
