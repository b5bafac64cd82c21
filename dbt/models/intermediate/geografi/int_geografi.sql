-- Which columns a municipality counts in. 000 (abroad) is no municipality and so is in none.
with kommune as (

    select * from {{ ref('int_kommune') }}

),

region as (

    select * from {{ ref('region') }}

)

select kommune, noegle as kolonne, 'kommune' as slags
from kommune
where er_studiets
union all
select kommune.kommune, region.noegle as kolonne, 'region' as slags
from kommune
inner join region on kommune.region = region.region_kode
union all
select kommune.kommune, region.noegle as kolonne, 'studieregion' as slags
from kommune
inner join region on kommune.region = region.region_kode
inner join {{ source('studie', 'studie') }} as studie on region.region_kode = studie.region
union all
select kommune, 'alle_regioner' as kolonne, 'alle_regioner' as slags
from kommune
union all
select kommune, 'alle_fire_kommuner' as kolonne, 'alle_fire_kommuner' as slags
from kommune
where er_studiets
