-- Tables 7.3-7.7: the measures of each pathway of the separate analyses, as table 6.8. Which table shows which pathway
-- is in the list of pathways. A pathway that the municipality does not have has no row.
with grupper as (

    select distinct liste.tabel, gruppe.forloebstype, gruppe.kolonne
    from {{ ref('int_gruppe') }} as gruppe
    inner join {{ ref('forloebstype') }} as liste on gruppe.forloebstype = liste.forloebstype
    where gruppe."analyse" = 'kommune' and liste.tabel is not null

),

typer as (

    select distinct foranstaltning as raekke from {{ ref('foranst') }} where lab = 'J'

),

optalt as (

    select gruppe.forloebstype, gruppe.kolonne, foranstaltning.foranstaltning as raekke, count(*) as antal
    from {{ ref('int_gruppe') }} as gruppe
    inner join {{ ref('int_foranstaltning') }} as foranstaltning on gruppe.person_id = foranstaltning.person_id
    where gruppe."analyse" = 'kommune'
    group by gruppe.forloebstype, gruppe.kolonne, foranstaltning.foranstaltning

),

celler as (

    select
        grupper.tabel,
        typer.raekke,
        grupper.kolonne,
        coalesce(optalt.antal, 0) as antal,
        sum(coalesce(optalt.antal, 0)) over (partition by grupper.tabel, grupper.kolonne) as grundlag
    from grupper
    cross join typer
    left join optalt
        on
            grupper.forloebstype = optalt.forloebstype
            and grupper.kolonne = optalt.kolonne
            and typer.raekke = optalt.raekke

),

i_alt as (

    select distinct tabel, 'alle' as raekke, kolonne, grundlag as antal from celler

)

{{ andele('tabel', 'celler') }}
union all
{{ antal('tabel', 'i_alt') }}
