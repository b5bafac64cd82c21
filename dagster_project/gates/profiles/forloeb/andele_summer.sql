-- Shares of a whole in chapter 7 and bilag 1: their numerators add up to the common denominator.
with andele as (
    select
        tabel,
        case when starts_with(tabel, 'bilag_1') then tabel else kolonne end as gruppe,
        case when starts_with(tabel, 'bilag_1') then kolonne else raekke end as del,
        antal,
        grundlag
    from gate_rapport
    where statistik = 'percent'
      and (tabel in ('7.2', '7.3', '7.4', '7.5', '7.6', '7.7') or starts_with(tabel, 'bilag_1') and raekke = 'andel')
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
