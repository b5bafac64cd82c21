-- Table 6.3: mean income and degree of unemployment, each over those with a record of the year. N is everybody.
with opgjort as (

    select
        kolonne.kolonne,
        count(*) as i_alt,
        {{ gennemsnit('oekonomi.brutto') }} as bruttoindkomst,
        {{ gennemsnit('oekonomi.ledighedsgrad') }} as ledighedsgrad
    from {{ ref('int_person__kolonne') }} as kolonne
    left join {{ ref('int_person__oekonomi') }} as oekonomi on kolonne.person_id = oekonomi.person_id
    where kolonne.slags in {{ kommuner_og_studieregion() }} or kolonne.slags = 'oevrig_befolkning'
    group by kolonne.kolonne

),

kolonner as (

    select kolonne from {{ ref('int_kolonne') }} where slags in {{ kommuner_og_studieregion() }}
    union all
    select 'oevrig_befolkning' as kolonne

),

gennemsnit as (

    select 'bruttoindkomst' as raekke, kolonne, 'kr' as statistik, bruttoindkomst as vaerdi from opgjort
    union all
    select 'ledighedsgrad' as raekke, kolonne, 'percent' as statistik, ledighedsgrad as vaerdi from opgjort

),

i_alt as (

    select 'alle' as raekke, kolonner.kolonne, coalesce(opgjort.i_alt, 0) as antal
    from kolonner
    left join opgjort on kolonner.kolonne = opgjort.kolonne

)

{{ maal("'6.3'", 'gennemsnit') }}
union all
{{ antal("'6.3'", 'i_alt') }}
