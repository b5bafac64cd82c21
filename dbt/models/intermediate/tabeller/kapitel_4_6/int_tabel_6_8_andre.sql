-- Table 6.8_andre: measures outside LAB that timing knows (ressourceforløb), begun in the window as those of 6.8, by
-- type. A study whose målgruppe has none has no table.
with typer as (

    select foranstaltning from {{ ref('foranst') }} where timing = 'J'
    except
    select foranstaltning from {{ ref('foranst') }} where lab = 'J'

),

enheder as (

    select foranstaltning.foranstaltning as raekke, geografi.kolonne
    from {{ ref('int_amfora__foranstaltning') }} as foranstaltning
    inner join {{ ref('int_maalgruppe') }} as maalgruppe on foranstaltning.person_id = maalgruppe.person_id
    inner join {{ ref('int_geografi') }} as geografi on maalgruppe.kommune = geografi.kommune
    where
        foranstaltning.i_timing
        and foranstaltning.i_vindue
        and foranstaltning.foranstaltning in (select typer.foranstaltning from typer)
        and geografi.slags in {{ studiets_kommuner() }}

),

raekker as (

    select foranstaltning as raekke from typer where exists (select 1 from enheder)

),

kolonner as (

    select kolonne from {{ ref('int_kolonne') }} where slags in {{ studiets_kommuner() }}

),

{{ soejletabel("'6.8_andre'") }}
