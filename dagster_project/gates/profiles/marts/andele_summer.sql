-- Shares of a whole: their numerators add up to the common denominator. 4.1 and 5.2 lie on their side.
with andele as (
    select
        tabel,
        case when tabel in ('4.1', '5.2') then raekke else kolonne end as gruppe,
        case when tabel in ('4.1', '5.2') then kolonne else raekke end as del,
        antal,
        grundlag
    from gate_rapport
    where statistik = 'percent'
      and tabel in ('4.1', '5.1', '5.2', '5.3', '5.4', '6.2', '6.4', '6.7', '6.8', 'figur_6.1')
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
