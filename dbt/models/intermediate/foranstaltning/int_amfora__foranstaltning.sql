-- One row per measure: records of one person and kind are one measure when a record begins at most seven days after
-- the latest end so far. Kinds that the list does not know are in no table.
with post as (

    select
        amfora.*,
        maalgruppe.tilkendelsesuge,
        max(amfora.slutdto) over (
            partition by amfora.person_id, amfora.foranst
            order by amfora.startdto
            rows between unbounded preceding and 1 preceding
        ) as hidtil
    from {{ ref('stg_amfora') }} as amfora
    inner join {{ ref('int_maalgruppe') }} as maalgruppe on amfora.person_id = maalgruppe.person_id

),

nummereret as (

    select
        post.*,
        sum(case when startdto - hidtil <= 7 then 0 else 1 end) over (
            partition by person_id, foranst
            order by startdto
            rows between unbounded preceding and current row
        ) as nummer
    from post

),

samlet as (

    select
        person_id,
        tilkendelsesuge,
        foranst,
        min(startdto) as startdto,
        max(slutdto) as slutdto
    from nummereret
    group by person_id, tilkendelsesuge, foranst, nummer

)

select
    samlet.person_id,
    samlet.foranst,
    liste.foranstaltning,
    liste.lab = 'J' as lab,
    coalesce(liste.timing = 'J', false) as i_timing,
    samlet.startdto,
    samlet.slutdto,
    samlet.startdto < samlet.tilkendelsesuge
    and samlet.startdto >= samlet.tilkendelsesuge
    - cast(7 * studie.kvartaler * studie.uger_pr_kvartal as integer) as i_vindue
from samlet
inner join {{ ref('foranst') }} as liste
    on samlet.foranst = liste.foranst and {{ gyldig_paa('liste', 'samlet.startdto') }}
cross join {{ source('studie', 'studie') }} as studie
