-- The municipalities of the study add up to their total, in every table that has both.
with celler as (
    select tabel, raekke as gruppe, kolonne as geografi, antal from gate_rapport
    where statistik = 'n' and tabel in ('6.4', '6.5', '6.7', '6.8')
    union all
    select tabel, kolonne, raekke, antal from gate_rapport where statistik = 'n' and tabel = '6.6'
),

summer as (
    select
        tabel,
        gruppe,
        sum(antal) filter (geografi in (select noegle from studie.kommune)) as dele,
        sum(antal) filter (geografi = 'alle_fire_kommuner') as hele
    from celler group by tabel, gruppe
)

select tabel as emne, sum(abs(dele - hele)) as taeller, sum(hele) as naevner
from summer
where hele is not null
group by tabel
order by tabel
