-- Bilag 1: mean quarters per state in each pathway of the separate analyses, its size and its share.
with stoerrelse as (

    select
        'bilag_1_' || kolonne as tabel,
        kolonne as kommune,
        forloebstype as kolonne,
        count(*) as antal,
        sum(count(*)) over (partition by gruppe.kolonne) as grundlag
    from {{ ref('int_gruppe') }} as gruppe
    where "analyse" = 'kommune'
    group by gruppe.kolonne, forloebstype

),

kvartaler as (

    select kommune, forloebstype, tilstand as raekke, antal
    from {{ ref('int_gruppe__kvartaler') }}
    union all
    select kommune, forloebstype, 'i_alt_kvartaler' as raekke, sum(antal) as antal
    from {{ ref('int_gruppe__kvartaler') }}
    group by kommune, forloebstype

),

raekker as (

    select tilstand as raekke from {{ ref('int_tilstand') }}
    union all
    select 'i_alt_kvartaler' as raekke

),

gennemsnit as (

    select
        stoerrelse.tabel,
        raekker.raekke,
        stoerrelse.kolonne,
        'mean' as statistik,
        cast(coalesce(kvartaler.antal, 0) as double) / stoerrelse.antal as vaerdi
    from stoerrelse
    cross join raekker
    left join kvartaler
        on
            stoerrelse.kommune = kvartaler.kommune
            and stoerrelse.kolonne = kvartaler.forloebstype
            and raekker.raekke = kvartaler.raekke

),

andel as (

    select tabel, 'andel' as raekke, kolonne, antal, grundlag from stoerrelse

),

sekvenser as (

    select tabel, 'antal_sekvenser' as raekke, kolonne, antal from stoerrelse

)

{{ maal('tabel', 'gennemsnit') }}
union all
{{ andele('tabel', 'andel') }}
union all
{{ antal('tabel', 'sekvenser') }}
