-- Table 4.1: the target group by municipality or region and year of the decision; every year that the period touches.
with studie as (

    select * from {{ source('studie', 'studie') }}

),

enheder as (

    select geografi.kolonne as raekke, cast(year(maalgruppe.afgoerelsesdato) as varchar) as kolonne
    from {{ ref('int_maalgruppe') }} as maalgruppe
    inner join {{ ref('int_geografi') }} as geografi on maalgruppe.kommune = geografi.kommune
    where geografi.slags in {{ kommuner_og_regioner() }}

),

raekker as (

    select kolonne as raekke from {{ ref('int_kolonne') }} where slags in {{ kommuner_og_regioner() }}

),

kolonner as (

    select cast(unnest(range(year(studie.periode_fra), year(studie.periode_til) + 1)) as varchar) as kolonne
    from studie

),

{{ raekketabel("'4.1'") }}
