-- Table 7.2_kryds: the same persons in both analyses: rows are pathways of the pooled one, columns those of the
-- separate one of each municipality (herning:pendler). A pathway that a municipality does not have has no cell there.
with person as (

    select
        samlet.kolonne as kommune,
        samlet.forloebstype as raekke,
        egen.forloebstype as egen_type
    from {{ ref('int_gruppe') }} as samlet
    inner join {{ ref('int_gruppe') }} as egen on samlet.person_id = egen.person_id and egen."analyse" = 'kommune'
    where samlet."analyse" = 'samlet'

),

raekker as (

    select distinct kommune, raekke from person

),

soejler as (

    select distinct kommune, egen_type from person

),

optalt as (

    select kommune, raekke, egen_type, count(*) as antal from person group by kommune, raekke, egen_type

),

celler as (

    select
        raekker.raekke,
        soejler.kommune || ':' || soejler.egen_type as kolonne,
        coalesce(optalt.antal, 0) as antal
    from raekker
    inner join soejler on raekker.kommune = soejler.kommune
    left join optalt
        on
            raekker.kommune = optalt.kommune
            and raekker.raekke = optalt.raekke
            and soejler.egen_type = optalt.egen_type

)

{{ antal("'7.2_kryds'", 'celler') }}
