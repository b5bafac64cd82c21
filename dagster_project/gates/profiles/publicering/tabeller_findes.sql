-- What the contract promises, and a released form of every table in marts.
with lovet as (
    select unnest([
        'marts.rapporttabel', 'marts.afstemning', 'marts.tabel_4_1', 'marts.tabel_5_1', 'marts.tabel_5_2',
        'marts.tabel_5_3', 'marts.tabel_5_4', 'marts.tabel_6_1', 'marts.tabel_6_2', 'marts.tabel_6_3',
        'marts.tabel_6_4', 'marts.tabel_6_5', 'marts.tabel_6_6', 'marts.tabel_6_7', 'marts.tabel_6_8',
        'marts.tabel_7_1', 'marts.tabel_7_2', 'marts.tabel_7_3', 'marts.tabel_7_4', 'marts.tabel_7_5',
        'marts.tabel_7_6', 'marts.tabel_7_7', 'marts.bilag_1', 'marts.bilag_2',
        'marts.figur_2_2', 'marts.figur_6_1', 'marts.forloebstype_karakteristik',
        'marts.klyngekvalitet', 'marts.klyngestabilitet', 'marts.timing_scenarie', 'marts.timing_foranstaltning',
        'marts.timing_foelsomhed', 'marts.timing_kvartal', 'forloeb.maalgruppe', 'forloeb.kvartal', 'forloeb.gruppe',
        'forloeb.timing', 'kvalitet.leverance', 'kvalitet.raekkeregnskab', 'kvalitet.karantaene', 'kvalitet.gate',
        'kvalitet.generation', 'kvalitet.diskretion', 'kode.dream_ydelse', 'kode.kommune', 'frigivelse.rapporttabel'
    ]) as tabel
    union
    select replace(tabel, 'marts.', 'frigivelse.') from gate_tabel where sted = 'ny' and starts_with(tabel, 'marts.')
),

fundet as (
    select tabel from gate_tabel where sted = 'ny'
)

select '' as emne, count(*) filter (f.tabel is null) as taeller, count(*) as naevner,
    string_agg(l.tabel, ', ' order by l.tabel) filter (f.tabel is null) as fund
from lovet as l
left join fundet as f using (tabel)
