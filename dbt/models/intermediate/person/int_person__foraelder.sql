-- Had a parent førtidspension at any time in the years of the study? An unknown parent counts as no.
with studie as (

    select * from {{ source('studie', 'studie') }}

),

pensionist as (

    select distinct pension.person_id
    from {{ ref('stg_foertidspension') }} as pension
    cross join studie
    where
        pension.fra <= make_date(studie.foraelder_periode_til, 12, 31)
        and coalesce(pension.til, date '9999-12-31') >= make_date(studie.foraelder_periode_fra, 1, 1)

)

select
    person.person_id,
    mor.person_id is not null or far.person_id is not null as har_foraelder
from {{ ref('int_person') }} as person
left join pensionist as mor on person.mor_id = mor.person_id
left join pensionist as far on person.far_id = far.person_id
where person.har_bef and person.er_studiets
