-- New pensions per place and year, crude and standardised, and beside what could be expected. Intervals are 95 %:
-- Byar's for counts; of the directly standardised rate by Dobson et al. (1991), none where nobody was granted.
with tal as (

    select
        antal.aar,
        antal.sted as kommune,
        antal.antal,
        antal.befolkning as grundlag,
        cast(indirekte.observeret as bigint) as observeret,
        indirekte.forventet,
        direkte.rate as direkte,
        cast(direkte.kendte as bigint) as kendte,
        sqrt(direkte.varians / nullif(direkte.kendte, 0)) as skala
    from {{ ref('int_aarlig__antal') }} as antal
    left join {{ ref('int_aarlig__direkte') }} as direkte
        on antal.aar = direkte.aar and antal.sted = direkte.sted and antal.befolkning is not null
    left join {{ ref('int_aarlig__indirekte') }} as indirekte
        on antal.aar = indirekte.aar and antal.sted = indirekte.sted and antal.befolkning is not null

)

select
    kommune,
    cast(aar as integer) as aar,
    antal,
    grundlag,
    1000.0 * antal / grundlag as rate,
    1000.0 * ({{ byar_nedre('antal') }}) / grundlag as rate_nedre,
    1000.0 * ({{ byar_oevre('antal') }}) / grundlag as rate_oevre,
    1000.0 * direkte as standardiseret,
    1000.0 * (direkte + skala * ({{ byar_nedre('kendte') }} - kendte)) as standardiseret_nedre,
    1000.0 * (direkte + skala * ({{ byar_oevre('kendte') }} - kendte)) as standardiseret_oevre,
    observeret,
    forventet,
    observeret / nullif(forventet, 0) as indeks,
    ({{ byar_nedre('observeret') }}) / nullif(forventet, 0) as indeks_nedre,
    ({{ byar_oevre('observeret') }}) / nullif(forventet, 0) as indeks_oevre
from tal
order by aar, kommune
