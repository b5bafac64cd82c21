-- Table 7.2_samlet: the pathways of the pooled analysis in each municipality and in all of them. It is the only
-- analysis in which municipalities can be compared: groups of separate ones share names, not what they are made of.
with enheder as (

    select forloebstype as raekke, fordeling as kolonne
    from {{ ref('int_medlem') }}
    where "analyse" = 'samlet'

),

raekker as (

    select distinct raekke from enheder

),

kolonner as (

    select kolonne from {{ ref('int_kolonne') }} where slags in {{ studiets_kommuner() }}

),

{{ taelling('kolonne') }},

alle_celler as (

    select raekke, kolonne, antal from celler
    union all
    select 'alle' as raekke, kolonner.kolonne, count(enheder.raekke) as antal
    from kolonner
    left join enheder on kolonner.kolonne = enheder.kolonne
    group by kolonner.kolonne

)

{{ andele("'7.2_samlet'", 'celler') }}
union all
{{ antal("'7.2_samlet'", 'alle_celler') }}
