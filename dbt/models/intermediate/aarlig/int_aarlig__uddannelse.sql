-- The education in force on the day, as int_person__uddannelse has it on the index date. A view: at national size it is
-- millions of rows a snapshot.
{{ config(materialized='view') }}

with i_kraft as (

    select
        person.person_id,
        person.dag,
        max_by(coalesce(udda.hfaudd, ''), udda.hf_vfra) as hfaudd,
        max(udda.hf_vfra) as hf_vfra
    from {{ ref('int_aarlig__person') }} as person
    inner join {{ ref('stg_udda') }} as udda on person.person_id = udda.person_id and udda.hf_vfra <= person.dag
    group by person.person_id, person.dag

)

select i_kraft.person_id, i_kraft.dag, niveau.tabel_6_2 as uddannelse
from i_kraft
inner join {{ ref('hfaudd') }} as hfaudd
    on i_kraft.hfaudd = hfaudd.hfaudd and {{ gyldig_paa('hfaudd', 'i_kraft.hf_vfra') }}
inner join {{ ref('uddannelsesniveau') }} as niveau on hfaudd.niveau = niveau.niveau
