{% from 'tabeller.sql.j2' import er_en_af with context -%}
-- Shares of a whole: their numerators add up to the common denominator, along what the table declares.
with andele as (
    select
        tabel,
        case
            when {{ er_en_af(tables, shares='tabel') }} then tabel
            when {{ er_en_af(tables, shares='raekke') }} then raekke
            else kolonne
        end as gruppe,
        case when {{ er_en_af(tables, shares='kolonne') }} then raekke else kolonne end as del,
        antal,
        grundlag
    from gate_rapport
    where statistik = 'percent' and {{ er_en_af(tables, stage=trin) }} and not {{ er_en_af(tables, shares='') }}
),

summer as (
    select tabel, gruppe, sum(antal) as antal, min(grundlag) as mindste, max(grundlag) as stoerste
    from andele where del <> 'alle' group by tabel, gruppe
)

select
    tabel as emne,
    count(*) filter (antal is distinct from mindste or mindste is distinct from stoerste) as taeller,
    count(*) as naevner
from summer
group by tabel
order by tabel
