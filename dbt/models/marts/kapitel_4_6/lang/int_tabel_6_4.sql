-- Table 6.4: what the target group lived on in the last quarter before the grant. Shares are of those with a sequence,
-- N is the whole group. Which states are `uoplyst` is in the list of states.
with studie as (

    select * from {{ source('studie', 'studie') }}

),

sidste as (

    select kvartal.person_id, kvartal.tilstand
    from {{ source('forloeb', 'kvartal') }} as kvartal
    inner join studie on kvartal.kvartal = studie.kvartaler

),

enheder as (

    select coalesce(liste.tabel_6_4, sidste.tilstand) as raekke, kolonne.kolonne
    from sidste
    inner join {{ ref('int_person__kolonne') }} as kolonne on sidste.person_id = kolonne.person_id
    cross join studie
    left join {{ ref('tilstand') }} as liste
        on sidste.tilstand = liste.tilstand and studie.alfabet = liste.alfabet
    where kolonne.slags in {{ studiets_kommuner() }}

),

raekker as (

    select liste.tabel_6_4 as raekke
    from {{ ref('tilstand') }} as liste
    inner join studie on liste.alfabet = studie.alfabet
    union
    select raekke from enheder

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
