-- Indirect standardisation by sex, five-year age, education and origin: how many a place would have with the rates of
-- the whole country, and how many it has in the strata that there is a rate of. In the country they are equal.
with celler as (

    select lag.*, sted.sted
    from {{ ref('int_aarlig__lag') }} as lag
    inner join {{ ref('int_sted') }} as sted on lag.kommune = sted.kommune

),

landet as (

    select
        aar,
        koen,
        alder,
        uddannelse,
        herkomst,
        sum(nytilkendte) as nytilkendte,
        sum(befolkning) as befolkning
    from celler
    where sted = 'alle_regioner'
    group by aar, koen, alder, uddannelse, herkomst
    having sum(befolkning) > 0

)

select
    celler.aar,
    celler.sted,
    sum(celler.nytilkendte) as observeret,
    cast(
        sum(cast(1.0 * celler.befolkning * landet.nytilkendte / landet.befolkning as decimal(30, 12))) as double
    ) as forventet
from celler
inner join landet using (aar, koen, alder, uddannelse, herkomst)
group by celler.aar, celler.sted
