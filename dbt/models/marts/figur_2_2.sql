-- Figure 2.2 as rows, which is how a figure over municipality and year is drawn.
select
    figur.raekke as noegle,
    etiket.etiket as kommune,
    cast(figur.kolonne as integer) as aar,
    figur.antal as tilkendelser
from {{ ref('int_figur_2_2') }} as figur
left join {{ ref('etiket') }} as etiket on figur.raekke = etiket.noegle
order by figur.raekke, figur.kolonne
