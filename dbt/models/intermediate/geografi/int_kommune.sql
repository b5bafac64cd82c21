-- A code that is listed for several periods has the region of the last: known is what was ever valid.
with kommune as (

    select * from {{ ref('kommune') }}
    where kom is not null
    qualify row_number() over (partition by kom order by gyldig_til desc, gyldig_fra desc) = 1

)

select
    kommune.kom as kommune,
    kommune.navn,
    coalesce(studiets.noegle, {{ noegle_af_navn('kommune.navn') }}) as noegle,
    kommune.region_kode as region,
    studiets.kommune is not null as er_studiets
from kommune
left join {{ source('studie', 'kommune') }} as studiets on kommune.kom = studiets.kommune
