-- Figure 2.2: all grants of the register as cases, per municipality and year, whatever years it holds. A municipality
-- has a zero in a year in which it existed.
with tilkendelse as (

    select kommune.noegle, year(ansoegning.afgdato) as aar
    from {{ ref('int_ansoegning') }} as ansoegning
    inner join {{ ref('int_kommune') }} as kommune on ansoegning.kommune = kommune.kommune
    where ansoegning.afgoerelse = 'tilkendelse' and ansoegning.afgdato is not null

),

aar as (

    select distinct aar from tilkendelse

),

optalt as (

    select noegle, aar, count(*) as antal from tilkendelse group by noegle, aar
    union all
    select distinct kommune.noegle, aar.aar, 0 as antal
    from {{ ref('int_kommune') }} as kommune
    inner join {{ ref('kommune') }} as liste on kommune.kommune = liste.kom
    inner join aar on aar.aar between year(liste.gyldig_fra) and year(liste.gyldig_til)

),

celler as (

    select noegle as raekke, cast(aar as varchar) as kolonne, sum(antal) as antal
    from optalt
    group by noegle, aar

)

{{ antal("'figur_2.2'", 'celler') }}
