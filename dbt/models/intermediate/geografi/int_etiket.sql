-- The Danish label of every key, and its place in a printed table.
with etiketter as (

    select noegle, navn as etiket, cast(raekkefoelge as integer) as raekkefoelge, 1 as prioritet
    from {{ source('studie', 'kommune') }}
    union all
    select noegle, etiket, 100 + cast(raekkefoelge as integer) as raekkefoelge, 2 as prioritet
    from {{ ref('region') }}
    union all
    select noegle, etiket, 200 + cast(raekkefoelge as integer) as raekkefoelge, 3 as prioritet
    from {{ ref('noegle') }}
    union all
    select forloebstype as noegle, etiket, 400 as raekkefoelge, 4 as prioritet
    from {{ ref('forloebstype') }}
    union all
    select noegle, navn as etiket, 2000 as raekkefoelge, 5 as prioritet
    from {{ ref('int_kommune') }}

)

select noegle, etiket, raekkefoelge
from etiketter
qualify row_number() over (partition by noegle order by prioritet, etiket) = 1
