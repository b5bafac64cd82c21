-- Table 6.7: those with a measure by how many. The base is the persons with at least one; the whole group is a row of
-- its own, because the report printed it where the base belongs.
with pr_person as (

    select person_id, kommune, count(*) as antal
    from {{ ref('int_foranstaltning') }}
    group by person_id, kommune

),

enheder as (

    select liste.noegle as raekke, geografi.kolonne
    from pr_person
    inner join {{ ref('antalsbaand') }} as liste on pr_person.antal between liste.antal_fra and liste.antal_til
    inner join {{ ref('int_geografi') }} as geografi on pr_person.kommune = geografi.kommune
    where geografi.slags in {{ studiets_kommuner() }}

),

raekker as (

    select noegle as raekke from {{ ref('antalsbaand') }}

),

kolonner as (

    select kolonne from {{ ref('int_kolonne') }} where slags in {{ studiets_kommuner() }}

),

individer as (

    select 'alle_individer' as raekke, kolonner.kolonne, count(person.person_id) as antal
    from kolonner
    left join {{ ref('int_person__kolonne') }} as person on kolonner.kolonne = person.kolonne
    group by kolonner.kolonne

),

{{ soejletabel("'6.7'") }}
union all
{{ antal("'6.7'", 'individer') }}
