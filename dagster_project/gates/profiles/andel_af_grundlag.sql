-- Every share is its numerator over its denominator, and no more than the whole.
select
    tabel as emne,
    count(*) filter (
        antal is null or not (antal between 0 and grundlag) or abs(vaerdi - 100.0 * antal / grundlag) > 1e-9
        or vaerdi is null
    ) as taeller,
    count(*) as naevner
from gate_rapport
where statistik = 'percent' and raekke <> 'ledighedsgrad'
group by tabel
order by tabel
