-- Table 6.8: the measures of the target group by type.
with enheder as (

    select foranstaltning.foranstaltning as raekke, geografi.kolonne
    from {{ ref('int_foranstaltning') }} as foranstaltning
    inner join {{ ref('int_geografi') }} as geografi on foranstaltning.kommune = geografi.kommune
    where geografi.slags in {{ studiets_kommuner() }}

),

raekker as (

    select distinct foranstaltning as raekke from {{ ref('foranst') }} where lab = 'J'

),

kolonner as (

    select kolonne from {{ ref('int_kolonne') }} where slags in {{ studiets_kommuner() }}

),

{{ soejletabel("'6.8'") }}
