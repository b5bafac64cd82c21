-- Everybody who is in a table of persons, with the index date that background is measured on: the decision for the
-- target group, the reference date for the comparison groups. Columns of BEF are empty for a person without a row.
with maalgruppe as (

    select
        maalgruppe.person_id,
        'maalgruppe' as gruppe,
        maalgruppe.kommune,
        maalgruppe.afgoerelsesdato as indeksdato,
        bef.foed_dag,
        {{ alder_i_hele_aar('bef.foed_dag', 'maalgruppe.afgoerelsesdato') }} as alder_aar,
        bef.koen,
        bef.ie_type,
        bef.civst,
        bef.e_faelle_id,
        bef.mor_id,
        bef.far_id,
        false as er_oevrig_befolkning
    from {{ ref('int_maalgruppe') }} as maalgruppe
    left join {{ ref('int_bef__maalgruppe') }} as bef on maalgruppe.person_id = bef.person_id

),

alle as (

    select * from maalgruppe
    union all
    select
        person_id,
        'sammenligning' as gruppe,
        kom as kommune,
        indeksdato,
        foed_dag,
        alder_aar,
        koen,
        ie_type,
        civst,
        e_faelle_id,
        mor_id,
        far_id,
        er_oevrig_befolkning
    from {{ ref('int_bef__sammenligning') }}

)

select
    alle.person_id,
    alle.gruppe,
    alle.kommune,
    alle.indeksdato,
    alle.foed_dag is not null as har_bef,
    alle.alder_aar,
    {{ alder_eksakt('alle.foed_dag', 'alle.indeksdato', 'alle.alder_aar') }} as alder,
    alle.koen = '2' as er_kvinde,
    alle.ie_type = '2' as er_indvandrer,
    alle.civst in ('G', 'P') as er_gift,
    case when alle.foed_dag is not null then nullif(alle.e_faelle_id, '') is not null end as har_partner,
    -- Of the parents of others no table asks.
    case when studiets.kommune is not null then alle.mor_id end as mor_id,
    case when studiets.kommune is not null then alle.far_id end as far_id,
    alle.er_oevrig_befolkning,
    studiets.kommune is not null as er_studiets,
    studiets.kommune is not null
    and coalesce(alle.alder_aar between studie.medicin_alder_fra and studie.medicin_alder_til, false) as i_medicin
from alle
cross join {{ source('studie', 'studie') }} as studie
left join {{ source('studie', 'kommune') }} as studiets on alle.kommune = studiets.kommune
