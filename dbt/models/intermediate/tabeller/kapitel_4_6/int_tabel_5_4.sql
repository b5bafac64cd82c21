-- Table 5.4: why applications were refused.
with enheder as (

    select liste.noegle as raekke, geografi.kolonne
    from {{ ref('int_sag') }} as sag
    inner join {{ ref('int_geografi') }} as geografi on sag.kommune = geografi.kommune
    inner join {{ ref('afslagsgrund') }} as liste on sag.afslagsgrund = liste.kode
    where sag.afgoerelse = 'afslag' and geografi.slags in {{ kommuner_og_regioner() }}

),

raekker as (

    select distinct noegle as raekke from {{ ref('afslagsgrund') }}

),

kolonner as (

    select kolonne from {{ ref('int_kolonne') }} where slags in {{ kommuner_og_regioner() }}

),

{{ soejletabel("'5.4'") }}
