-- Table 7.2: the pathways' shares of each municipality, from its separate analysis. The column of all four is a count,
-- and there are two of it: from the pooled analysis (as the report printed it) and from the separate ones together.
with gruppe as (

    select * from {{ ref('int_gruppe') }}

),

celler as (

    select
        forloebstype as raekke,
        kolonne,
        count(*) as antal,
        sum(count(*)) over (partition by kolonne) as grundlag
    from gruppe
    where "analyse" = 'kommune'
    group by forloebstype, kolonne

),

pr_kommune as (

    select 'alle' as raekke, kolonner.kolonne, count(gruppe.person_id) as antal
    from {{ ref('int_kolonne') }} as kolonner
    left join gruppe on kolonner.kolonne = gruppe.kolonne and gruppe."analyse" = 'kommune'
    where kolonner.slags = 'kommune'
    group by kolonner.kolonne

),

samlet as (

    select forloebstype as raekke, 'alle_fire_kommuner' as kolonne, count(*) as antal
    from gruppe
    where "analyse" = 'samlet'
    group by forloebstype
    union all
    select 'alle' as raekke, 'alle_fire_kommuner' as kolonne, count(*) as antal
    from gruppe
    where "analyse" = 'samlet'

),

saerskilt as (

    select forloebstype as raekke, 'alle_fire_kommuner' as kolonne, count(*) as antal
    from gruppe
    where "analyse" = 'kommune'
    group by forloebstype
    union all
    select 'alle' as raekke, 'alle_fire_kommuner' as kolonne, count(*) as antal
    from gruppe
    where "analyse" = 'kommune'

)

{{ andele("'7.2'", 'celler') }}
union all
{{ antal("'7.2'", 'pr_kommune') }}
union all
{{ antal("'7.2'", 'samlet') }}
union all
{{ antal("'7.2_kommune'", 'saerskilt') }}
