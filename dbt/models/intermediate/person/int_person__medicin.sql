-- Types with more packs bought than returned in the days before the index date, which is itself left out.
-- Packs are summed as decimals: a return must cancel a purchase exactly.
select
    person.person_id,
    atc.ordning,
    atc.medicin
from {{ ref('int_person') }} as person
inner join {{ ref('stg_lmdb') }} as lmdb on person.person_id = lmdb.person_id
inner join {{ ref('int_atc') }} as atc on lmdb.atc = atc.atc
cross join {{ source('studie', 'studie') }} as studie
where
    (person.i_medicin or (person.er_studiets and person.gruppe = 'maalgruppe'))
    and lmdb.eksd < person.indeksdato
    and lmdb.eksd >= person.indeksdato - cast(studie.medicin_dage as integer)
group by person.person_id, atc.ordning, atc.medicin
having sum(cast(lmdb.apk as decimal(28, 10))) > 0
