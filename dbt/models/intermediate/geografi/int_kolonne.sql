-- Every geographic row or column that a table can have, also those that nobody is in.
with studie as (

    select * from {{ source('studie', 'studie') }}

)

select noegle as kolonne, 'kommune' as slags, cast(raekkefoelge as integer) as raekkefoelge
from {{ source('studie', 'kommune') }}
union all
select noegle as kolonne, 'region' as slags, 100 + raekkefoelge as raekkefoelge
from {{ ref('region') }}
union all
select region.noegle as kolonne, 'studieregion' as slags, 100 as raekkefoelge
from {{ ref('region') }} as region
inner join studie on region.region_kode = studie.region
union all
select 'alle_regioner' as kolonne, 'alle_regioner' as slags, 200 as raekkefoelge
union all
select 'alle_fire_kommuner' as kolonne, 'alle_fire_kommuner' as slags, 201 as raekkefoelge
