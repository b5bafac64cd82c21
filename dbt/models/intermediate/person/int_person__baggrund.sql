-- Background of the study's target group, one row per person, as the pathways are described by. NULL: no row in BEF.
-- Sex and civil status may be uoplyst there: then the person is in the base of the shares and in none of them.
select
    person.person_id,
    baand.noegle as aldersgruppe,
    case
        when person.er_kvinde then 'kvinder' when not person.er_kvinde then 'maend' when person.har_bef then 'uoplyst'
    end as koen,
    case
        when person.er_gift then 'gift' when not person.er_gift then 'ikke_gift' when person.har_bef then 'uoplyst'
    end as civilstand,
    uddannelse.uddannelse_seks as uddannelse,
    maalgruppe.diagnosegruppe,
    foraelder.har_foraelder,
    adhd.person_id is not null as bruger_adhd_medicin,
    psykofarmaka.person_id is not null as bruger_psykofarmaka
from {{ ref('int_person') }} as person
inner join {{ ref('int_maalgruppe') }} as maalgruppe on person.person_id = maalgruppe.person_id
left join {{ ref('int_person__uddannelse') }} as uddannelse on person.person_id = uddannelse.person_id
left join {{ ref('int_person__foraelder') }} as foraelder on person.person_id = foraelder.person_id
left join {{ ref('aldersbaand') }} as baand on person.alder_aar between baand.alder_fra and baand.alder_til
left join {{ ref('int_person__medicin') }} as adhd
    on person.person_id = adhd.person_id and adhd.ordning = 'medicintype' and adhd.medicin = 'adhd_medicin'
left join {{ ref('int_person__medicin') }} as psykofarmaka
    on person.person_id = psykofarmaka.person_id and psykofarmaka.ordning = 'psykofarmaka'
where person.gruppe = 'maalgruppe' and person.er_studiets
