-- What the contract promises, and a released form of every table in marts.
with lovet as (
    select unnest([
        'marts.rapporttabel', 'marts.afstemning',
        {% for table in tables -%} 'marts.{{ table.name }}', {% endfor %}
        'marts.forloebstype_karakteristik', 'marts.overgang', 'marts.aarlig', 'marts.sagstid',
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
