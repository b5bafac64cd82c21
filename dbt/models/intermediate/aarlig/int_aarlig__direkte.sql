-- Direct standardisation by sex and five-year age: what a place's rates would be in the population of the whole country
-- that year. Where a place has nobody in a stratum that the country has, it has no rate there, and so no standardised.
with celler as (

    select
        lag.aar,
        sted.sted,
        lag.koen,
        lag.alder,
        sum(lag.nytilkendte) as nytilkendte,
        sum(lag.befolkning) as befolkning
    from {{ ref('int_aarlig__lag') }} as lag
    inner join {{ ref('int_sted') }} as sted on lag.kommune = sted.kommune
    group by lag.aar, sted.sted, lag.koen, lag.alder

),

standard as (

    select aar, koen, alder, befolkning as vaegt
    from celler
    where sted = 'alle_regioner' and befolkning > 0

),

sted as (

    select distinct aar, sted from celler

),

lagvis as (

    select
        sted.aar,
        sted.sted,
        standard.vaegt,
        coalesce(celler.nytilkendte, 0) as nytilkendte,
        coalesce(celler.befolkning, 0) as befolkning
    from sted
    inner join standard on sted.aar = standard.aar
    left join celler
        on
            sted.aar = celler.aar and sted.sted = celler.sted
            and standard.koen = celler.koen and standard.alder = celler.alder

)

-- Doubles are summed as decimals: the same sum whatever the order of the rows.
select
    aar,
    sted,
    sum(nytilkendte) as kendte,
    cast(sum(cast(vaegt * nytilkendte / nullif(befolkning, 0) as decimal(30, 12))) as double) / sum(vaegt) as rate,
    cast(sum(cast(pow(1.0 * vaegt / nullif(befolkning, 0), 2) * nytilkendte as decimal(38, 12))) as double)
    / pow(sum(vaegt), 2) as varians
from lagvis
group by aar, sted
having min(befolkning) > 0
