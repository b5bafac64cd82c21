-- Bilag 1: mean quarters per state in each pathway of the separate analyses, its size and its share.
with gruppe as (

    select * from {{ ref('int_gruppe') }} where "analyse" = 'kommune'

),

stoerrelse as (

    select
        'bilag_1_' || kolonne as tabel,
        kolonne as kommune,
        forloebstype as kolonne,
        count(*) as antal,
        sum(count(*)) over (partition by gruppe.kolonne) as grundlag
    from gruppe
    group by gruppe.kolonne, forloebstype

),

kvartaler as (

    select gruppe.kolonne as kommune, gruppe.forloebstype, kvartal.tilstand, count(*) as antal
    from gruppe
    inner join {{ source('forloeb', 'kvartal') }} as kvartal on gruppe.person_id = kvartal.person_id
    group by gruppe.kolonne, gruppe.forloebstype, kvartal.tilstand

),

tilstande as (

    select liste.tilstand
    from {{ ref('tilstand') }} as liste
    inner join {{ source('studie', 'studie') }} as studie on liste.alfabet = studie.alfabet
    union
    select tilstand from kvartaler

),

gennemsnit as (

    select
        stoerrelse.tabel,
        tilstande.tilstand as raekke,
        stoerrelse.kolonne,
        'mean' as statistik,
        cast(coalesce(kvartaler.antal, 0) as double) / stoerrelse.antal as vaerdi
    from stoerrelse
    cross join tilstande
    left join kvartaler
        on
            stoerrelse.kommune = kvartaler.kommune
            and stoerrelse.kolonne = kvartaler.forloebstype
            and tilstande.tilstand = kvartaler.tilstand

),

alle_gennemsnit as (

    select * from gennemsnit
    union all
    select
        stoerrelse.tabel,
        'i_alt_kvartaler' as raekke,
        stoerrelse.kolonne,
        'mean' as statistik,
        cast(sum(kvartaler.antal) as double) / stoerrelse.antal as vaerdi
    from stoerrelse
    inner join kvartaler
        on stoerrelse.kommune = kvartaler.kommune and stoerrelse.kolonne = kvartaler.forloebstype
    group by stoerrelse.tabel, stoerrelse.kolonne, stoerrelse.antal

),

andel as (

    select tabel, 'andel' as raekke, kolonne, antal, grundlag from stoerrelse

),

sekvenser as (

    select tabel, 'antal_sekvenser' as raekke, kolonne, antal from stoerrelse

)

{{ maal('tabel', 'alle_gennemsnit') }}
union all
{{ andele('tabel', 'andel') }}
union all
{{ antal('tabel', 'sekvenser') }}
