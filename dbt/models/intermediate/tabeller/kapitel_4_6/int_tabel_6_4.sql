-- Table 6.4: what the target group lived on in the last quarter before the grant. Shares are of those with a sequence,
-- N is the whole group. Which states are `uoplyst` is in the list of states.
with sidste as (

    select kvartal.person_id, tilstand.raekke
    from {{ source('forloeb', 'kvartal') }} as kvartal
    inner join {{ source('studie', 'studie') }} as studie on kvartal.kvartal = studie.kvartaler
    inner join {{ ref('int_tilstand') }} as tilstand on kvartal.tilstand = tilstand.tilstand

),

enheder as (

    select sidste.raekke, kolonne.kolonne
    from sidste
    inner join {{ ref('int_person__kolonne') }} as kolonne on sidste.person_id = kolonne.person_id
    where kolonne.slags in {{ studiets_kommuner() }}

),

raekker as (

    select distinct raekke from {{ ref('int_tilstand') }}

),

kolonner as (

    select kolonne from {{ ref('int_kolonne') }} where slags in {{ studiets_kommuner() }}

),

{{ taelling('kolonne') }},

alle_celler as (

    select raekke, kolonne, antal, grundlag from celler
    union all
    select distinct 'alle' as raekke, kolonne, grundlag as antal, grundlag from celler

),

i_alt as (

    select 'alle' as raekke, kolonner.kolonne, count(person.person_id) as antal
    from kolonner
    left join {{ ref('int_person__kolonne') }} as person on kolonner.kolonne = person.kolonne
    group by kolonner.kolonne

)

{{ andele("'6.4'", 'alle_celler') }}
union all
{{ antal("'6.4'", 'i_alt') }}
