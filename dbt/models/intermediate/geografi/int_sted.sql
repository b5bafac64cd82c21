-- Every place that a municipality counts in, whatever the study's are: itself, its region, and the country.
with kommune as (

    select * from {{ ref('int_kommune') }}

)

select kommune, noegle as sted, 'kommune' as slags
from kommune
union all
select kommune.kommune, region.noegle as sted, 'region' as slags
from kommune
inner join {{ ref('region') }} as region on kommune.region = region.region_kode
union all
select kommune, 'alle_regioner' as sted, 'alle_regioner' as slags
from kommune
