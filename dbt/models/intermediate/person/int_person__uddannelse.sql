-- The education in force on the index date. An empty or unknown code, or none, is grundskole (which holds uoplyst).
with i_kraft as (

    select
        person.person_id,
        max_by(coalesce(udda.hfaudd, ''), udda.hf_vfra) as hfaudd,
        max(udda.hf_vfra) as hf_vfra
    from {{ ref('int_person') }} as person
    inner join {{ ref('stg_udda') }} as udda
        on person.person_id = udda.person_id and udda.hf_vfra <= person.indeksdato
    group by person.person_id

)

select
    person.person_id,
    coalesce(niveau.tabel_6_2, 'grundskole') as uddannelse,
    coalesce(niveau.karakteristik, 'grundskole') as uddannelse_seks
from {{ ref('int_person') }} as person
left join i_kraft on person.person_id = i_kraft.person_id
left join {{ ref('hfaudd') }} as hfaudd
    on i_kraft.hfaudd = hfaudd.hfaudd and {{ gyldig_paa('hfaudd', 'i_kraft.hf_vfra') }}
left join {{ ref('uddannelsesniveau') }} as niveau on hfaudd.niveau = niveau.niveau
