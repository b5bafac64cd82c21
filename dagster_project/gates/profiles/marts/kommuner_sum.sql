{% from 'tabeller.sql.j2' import er_en_af with context -%}
-- The municipalities of the study add up to their total, in every table that has both.
with celler as (
    select tabel, raekke as gruppe, kolonne as geografi, antal from gate_rapport
    where statistik = 'n' and {{ er_en_af(tables, adds_up='kommuner', places='kolonne') }}
    union all
    select tabel, kolonne, raekke, antal from gate_rapport where statistik = 'n' 
      and {{ er_en_af(tables, adds_up='kommuner', places='raekke') }}
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
