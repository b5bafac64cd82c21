-- Every code that was ever valid, and the municipality that it is now: tables count a merged municipality as what it
-- became. A code that is listed for several periods is what the last says of it.
with liste as (

    select kom, navn, noegle, region_kode, coalesce(ny_kode, kom) as blev_til
    from {{ ref('kommune') }}
    where kom is not null
    qualify row_number() over (partition by kom order by gyldig_til desc, gyldig_fra desc) = 1

)

select
    liste.kom as kommune,
    liste.blev_til,
    nu.navn,
    nu.noegle,
    nu.region_kode as region,
    studiets.kommune is not null as er_studiets
from liste
inner join liste as nu on liste.blev_til = nu.kom
left join {{ source('studie', 'kommune') }} as studiets on liste.blev_til = studiets.kommune
