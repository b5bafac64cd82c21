{% from 'tabeller.sql.j2' import er_en_af with context -%}
-- The regions add up to the country, in every table that has them all. Cases of a municipality that the code list
-- gives no region (those of before 2007) are of the country alone: by no more than there are may the sums differ.
with celler as (
    select tabel, kolonne as gruppe, raekke as geografi, antal from gate_rapport
    where statistik = 'n' and {{ er_en_af(tables, adds_up='regioner', places='raekke') }}
    union all
    select tabel, raekke, kolonne, antal from gate_rapport where statistik = 'n' and {{ er_en_af(tables, adds_up='regioner', places='kolonne') }}
),

summer as (
    select
        tabel,
        gruppe,
        sum(antal) filter (geografi in (select noegle from kode.region)) as dele,
        sum(antal) filter (geografi = 'alle_regioner') as hele
    from celler group by tabel, gruppe
),

kommune as (
    select kom, max_by(coalesce(region_kode, ''), gyldig_til::date) as region from kode.kommune group by kom
),

uden_region as (
    select count(*) as antal
    from staging.stg_tilkendelsesregister as sag
    inner join kommune on sag.bopkom = kommune.kom
    where kommune.region not in (select region_kode from kode.region)
)

select
    tabel as emne,
    sum(greatest(dele - hele, hele - dele - uden_region.antal, 0)) as taeller,
    sum(hele) as naevner
from summer
cross join uden_region
group by tabel
order by tabel
