-- Table 5.1: what the application was decided on.
with enheder as (

    select liste.noegle as raekke, geografi.kolonne
    from {{ ref('int_sag') }} as sag
    inner join {{ ref('int_geografi') }} as geografi on sag.kommune = geografi.kommune
    inner join {{ ref('grundlag') }} as liste on sag.grundlag = liste.kode
    where geografi.slags in {{ kommuner_og_regioner() }}

),

raekker as (

    select distinct noegle as raekke from {{ ref('grundlag') }}

),

kolonner as (

    select kolonne from {{ ref('int_kolonne') }} where slags in {{ kommuner_og_regioner() }}

),

{{ soejletabel("'5.1'") }}
