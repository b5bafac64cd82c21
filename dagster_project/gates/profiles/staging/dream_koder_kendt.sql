-- Codes are read from the runs that the raw layer stores: one entry per run of weeks, not per week. Codes are counted,
-- not weeks: one that is unknown changes sequences wherever it stands.
with uger as (
    select forloeb.kode as kode, sum(forloeb.uger) as uger
    from (select unnest(ydelsesforloeb) as forloeb from raa.dream_forloeb where status = 'accepteret')
    where forloeb.kode <> ''
    group by forloeb.kode
),

ukendte as (
    select uger.kode, uger.uger
    from uger
    left join (select distinct kode from kode.dream_ydelse) as y on uger.kode = y.kode
    where y.kode is null
)

select
    '' as emne,
    (select count(*) from ukendte) as taeller,
    (select count(*) from uger) as naevner,
    (
        select string_agg({{ safe('kode') }} || ' (' || uger || ' uger)', ', ' order by uger desc, kode)
        from (select * from ukendte order by uger desc, kode limit {{ most_named }})
    ) as fund
