-- Table 6.6: share with a parent on førtidspension, those granted one against the other citizens, per municipality.
with enheder as (

    select
        geografi.kolonne as raekke,
        case when person.gruppe = 'maalgruppe' then 'nytilkendte' else 'oevrige_borgere' end as kolonne,
        foraelder.har_foraelder
    from {{ ref('int_person') }} as person
    inner join {{ ref('int_geografi') }} as geografi on person.kommune = geografi.kommune
    inner join {{ ref('int_person__foraelder') }} as foraelder on person.person_id = foraelder.person_id
    where person.i_medicin and geografi.slags in {{ studiets_kommuner() }}

),

felter as (

    select int_kolonne.kolonne as raekke, grupper.kolonne
    from {{ ref('int_kolonne') }} as int_kolonne
    cross join (values ('nytilkendte'), ('oevrige_borgere')) as grupper (kolonne)
    where int_kolonne.slags in {{ studiets_kommuner() }}

),

celler as (

    select
        felter.raekke,
        felter.kolonne,
        count(*) filter (where enheder.har_foraelder) as antal,
        count(enheder.raekke) as grundlag
    from felter
    left join enheder on felter.raekke = enheder.raekke and felter.kolonne = enheder.kolonne
    group by felter.raekke, felter.kolonne

),

i_alt as (

    select raekke, kolonne, grundlag as antal from celler
    union all
    select raekke, 'alle_borgere' as kolonne, sum(grundlag) as antal
    from celler
    group by raekke

)

{{ andele("'6.6'", 'celler') }}
union all
{{ antal("'6.6'", 'i_alt') }}
