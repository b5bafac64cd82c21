-- Table 5.3: the target group by group of the first diagnosis.
with enheder as (

    select maalgruppe.diagnosegruppe as raekke, geografi.kolonne
    from {{ ref('int_maalgruppe') }} as maalgruppe
    inner join {{ ref('int_geografi') }} as geografi on maalgruppe.kommune = geografi.kommune
    where geografi.slags in {{ kommuner_og_regioner() }}

),

raekker as (

    select diagnosegruppe as raekke from {{ ref('icd10_diagnosegruppe') }}
    union
    select 'oevrige_diagnoser' as raekke

),

kolonner as (

    select kolonne from {{ ref('int_kolonne') }} where slags in {{ kommuner_og_regioner() }}

),

{{ soejletabel("'5.3'") }}
