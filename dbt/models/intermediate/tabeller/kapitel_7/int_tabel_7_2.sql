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

i_alt as (

    select
        analyser.tabel,
        case when grouping(gruppe.forloebstype) = 1 then 'alle' else gruppe.forloebstype end as raekke,
        'alle_fire_kommuner' as kolonne,
        count(gruppe.person_id) as antal
    from (values ('samlet', '7.2'), ('kommune', '7.2_kommune')) as analyser ("analyse", tabel)
    left join gruppe on analyser."analyse" = gruppe."analyse"
    group by grouping sets ((analyser.tabel, gruppe.forloebstype), (analyser.tabel))
    -- An analysis of nobody has its total all the same, and no pathway.
    having grouping(gruppe.forloebstype) = 1 or count(gruppe.person_id) > 0

)

{{ andele("'7.2'", 'celler') }}
union all
{{ antal("'7.2'", 'pr_kommune') }}
union all
{{ antal('tabel', 'i_alt') }}
