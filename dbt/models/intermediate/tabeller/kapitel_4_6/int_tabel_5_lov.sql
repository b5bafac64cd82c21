-- Tables 5.1_lov, 5.4_hjemmel, 5.5, 5.6, 5.7: applications by the law's own basis, refusals by their ground, what the
-- rehabilitation team recommended, what the health coordinator held, and whether there was a ressourceforløb. A field
-- that no application of the period has a value of (those of before 2013) has no table.
with enheder as (

    select sag.tabel, sag.noegle as raekke, geografi.kolonne
    from {{ ref('int_sag__lov') }} as sag
    inner join {{ ref('int_geografi') }} as geografi on sag.kommune = geografi.kommune
    where
        geografi.slags in {{ kommuner_og_regioner() }}
        and sag.tabel in (select kendt.tabel from {{ ref('int_sag__lov') }} as kendt where kendt.er_kendt)

),

-- What could be said within the period, and uoplyst.
raekker as (

    select felt.tabel, {{ lovens_noegle('liste') }} as raekke
    from {{ ref('indberetning_vaerdi') }} as liste
    inner join {{ lovens_tabeller() }} as felt (felt, tabel) on liste.felt = felt.felt
    cross join {{ source('studie', 'studie') }} as studie
    where liste.gyldig_fra <= studie.periode_til and liste.gyldig_til >= studie.periode_fra
    union
    select felt.tabel, lower(felt.felt) || '_uoplyst' as raekke
    from {{ lovens_tabeller() }} as felt (felt, tabel)

),

optalt as (

    select tabel, raekke, kolonne, count(*) as antal
    from enheder
    group by tabel, raekke, kolonne

),

celler as (

    select
        raekker.tabel,
        raekker.raekke,
        kolonner.kolonne,
        coalesce(optalt.antal, 0) as antal,
        sum(coalesce(optalt.antal, 0)) over (partition by raekker.tabel, kolonner.kolonne) as grundlag
    from raekker
    cross join {{ ref('int_kolonne') }} as kolonner
    left join optalt
        on
            raekker.tabel = optalt.tabel and raekker.raekke = optalt.raekke
            and kolonner.kolonne = optalt.kolonne
    where kolonner.slags in {{ kommuner_og_regioner() }} and raekker.tabel in (select enheder.tabel from enheder)

),

i_alt as (

    select distinct tabel, 'alle' as raekke, kolonne, grundlag as antal from celler

)

{{ andele('tabel', 'celler') }}
union all
{{ antal('tabel', 'i_alt') }}
