-- Every state of the study's alphabet, and its row in table 6.4. The list of states names the rows that several states
-- share; a state that only the list of benefits knows has a row of its own.
with ydelse as (

    select 'tilstand_akf2012' as alfabet, tilstand_akf2012 as tilstand from {{ ref('dream_ydelse') }}
    union
    select 'tilstand_udvidet' as alfabet, tilstand_udvidet as tilstand from {{ ref('dream_ydelse') }}
    union
    -- A week without benefit is the wage earner's, whatever the lists say.
    select alfabet, 'loenmodtager' as tilstand from {{ source('studie', 'studie') }}

),

kendt as (

    select alfabet, tilstand, tabel_6_4 as raekke from {{ ref('tilstand') }}
    union all
    select ydelse.alfabet, ydelse.tilstand, ydelse.tilstand as raekke
    from ydelse
    left join {{ ref('tilstand') }} as liste on ydelse.alfabet = liste.alfabet and ydelse.tilstand = liste.tilstand
    where ydelse.tilstand is not null and liste.tilstand is null

)

select kendt.tilstand, kendt.raekke
from kendt
inner join {{ source('studie', 'studie') }} as studie on kendt.alfabet = studie.alfabet
