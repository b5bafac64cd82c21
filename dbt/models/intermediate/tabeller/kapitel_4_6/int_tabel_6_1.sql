-- Table 6.1: age, sex, origin and partner. N is everybody; means and shares are of those with a row in BEF.
with enheder as (

    select kolonne.kolonne, person.*
    from {{ ref('int_person') }} as person
    inner join {{ ref('int_person__kolonne') }} as kolonne on person.person_id = kolonne.person_id
    where kolonne.slags in {{ kommuner_og_studieregion() }} or kolonne.slags = 'oevrig_befolkning'

),

kolonner as (

    select kolonne from {{ ref('int_kolonne') }} where slags in {{ kommuner_og_studieregion() }}
    union all
    select 'oevrig_befolkning' as kolonne

),

opgjort as (

    select
        kolonner.kolonne,
        count(enheder.person_id) as i_alt,
        count(*) filter (where enheder.har_bef) as med_bef,
        count(*) filter (where enheder.er_kvinde) as kvinder,
        count(*) filter (where enheder.er_indvandrer) as indvandrere,
        count(*) filter (where enheder.har_partner) as partner,
        {{ gennemsnit('enheder.alder') }} as alder
    from kolonner
    left join enheder on kolonner.kolonne = enheder.kolonne
    group by kolonner.kolonne

),

celler as (

    select 'kvinder' as raekke, kolonne, kvinder as antal, med_bef as grundlag from opgjort
    union all
    select 'indvandrere' as raekke, kolonne, indvandrere as antal, med_bef as grundlag from opgjort
    union all
    select 'partner' as raekke, kolonne, partner as antal, med_bef as grundlag from opgjort

),

gennemsnit as (

    select 'alder' as raekke, kolonne, 'years' as statistik, alder as vaerdi from opgjort

),

i_alt as (

    select 'alle' as raekke, kolonne, i_alt as antal from opgjort

)

{{ andele("'6.1'", 'celler') }}
union all
{{ maal("'6.1'", 'gennemsnit') }}
union all
{{ antal("'6.1'", 'i_alt') }}
