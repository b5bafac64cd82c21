-- Table 6.5: share that bought a type of medicine in the year before the index date; a person may have several.
with kolonner as (

    select kolonne from {{ ref('int_kolonne') }} where slags in {{ studiets_kommuner() }}
    union all
    select 'oevrige_borgere' as kolonne

),

i_alt as (

    select 'alle' as raekke, kolonner.kolonne, count(gruppe.person_id) as antal
    from kolonner
    left join {{ ref('int_medicingruppe') }} as gruppe on kolonner.kolonne = gruppe.kolonne
    group by kolonner.kolonne

),

typer as (

    select distinct medicintype as raekke from {{ ref('atc_medicintype') }}

),

brugere as (

    select medicin.medicin as raekke, gruppe.kolonne, count(*) as antal
    from {{ ref('int_medicingruppe') }} as gruppe
    inner join {{ ref('int_person__medicin') }} as medicin
        on gruppe.person_id = medicin.person_id and medicin.ordning = 'medicintype'
    group by medicin.medicin, gruppe.kolonne

),

celler as (

    select typer.raekke, i_alt.kolonne, coalesce(brugere.antal, 0) as antal, i_alt.antal as grundlag
    from typer
    cross join i_alt
    left join brugere on typer.raekke = brugere.raekke and i_alt.kolonne = brugere.kolonne

)

{{ andele("'6.5'", 'celler') }}
union all
{{ antal("'6.5'", 'i_alt') }}
