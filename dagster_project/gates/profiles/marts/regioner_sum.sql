-- The regions add up to the country, in every table that has them all.
with celler as (
    select tabel, kolonne as gruppe, raekke as geografi, antal from gate_rapport
    where statistik = 'n' and tabel in ('4.1', '5.2')
    union all
    select tabel, raekke, kolonne, antal from gate_rapport where statistik = 'n' and tabel in ('5.1', '5.3', '5.4')
),

summer as (
    select
        tabel,
        gruppe,
        sum(antal) filter (starts_with(geografi, 'region_')) as dele,
        sum(antal) filter (geografi = 'alle_regioner') as hele
    from celler group by tabel, gruppe
)

select tabel as emne, sum(abs(dele - hele)) as taeller, sum(hele) as naevner
from summer
group by tabel
order by tabel
