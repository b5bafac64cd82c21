-- Table 5.2: what the applications were decided to.
with enheder as (

    select geografi.kolonne as raekke, sag.afgoerelse as kolonne
    from {{ ref('int_sag') }} as sag
    inner join {{ ref('int_geografi') }} as geografi on sag.kommune = geografi.kommune
    where geografi.slags in {{ kommuner_og_regioner() }}

),

raekker as (

    select kolonne as raekke from {{ ref('int_kolonne') }} where slags in {{ kommuner_og_regioner() }}

),

kolonner as (

    select distinct noegle as kolonne from {{ ref('afgoerelsesart') }} where er_ansoegning = 'J'

),

{{ raekketabel("'5.2'") }}
