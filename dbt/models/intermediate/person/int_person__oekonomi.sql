-- Income and degree of unemployment of the calendar year that the study asks for (that of the index date, or some year
-- before it), for those who have a record of it.
-- A view: only table 6.3 reads it, and at national size it is millions of rows.
{{ config(materialized='view') }}

with person as (

    select
        person.person_id,
        year(person.indeksdato) + studie.indkomst_aar as aar
    from {{ ref('int_person') }} as person
    cross join {{ source('studie', 'studie') }} as studie

)

select
    person.person_id,
    ind.brutto,
    idap.arledgr / 10 as ledighedsgrad
from person
left join {{ ref('stg_ind') }} as ind on person.person_id = ind.person_id and person.aar = ind.aar
left join {{ ref('stg_idap') }} as idap on person.person_id = idap.person_id and person.aar = idap.aar
where ind.person_id is not null or idap.person_id is not null
