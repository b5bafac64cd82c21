-- Figure 6.1: the persons of table 6.5 by how many types of medicine they bought.
with antal_typer as (

    select gruppe.kolonne, gruppe.person_id, count(medicin.medicin) as typer
    from {{ ref('int_medicingruppe') }} as gruppe
    left join {{ ref('int_person__medicin') }} as medicin
        on gruppe.person_id = medicin.person_id and medicin.ordning = 'medicintype'
    group by gruppe.kolonne, gruppe.person_id

),

enheder as (

    select cast(typer as varchar) as raekke, kolonne from antal_typer

),

raekker as (

    select cast(unnest(range(count(distinct medicintype) + 1)) as varchar) as raekke
    from {{ ref('atc_medicintype') }}

),

kolonner as (

    select kolonne from {{ ref('int_kolonne') }} where slags in {{ studiets_kommuner() }}
    union all
    select 'oevrige_borgere' as kolonne

),

{{ soejletabel("'figur_6.1'") }}
