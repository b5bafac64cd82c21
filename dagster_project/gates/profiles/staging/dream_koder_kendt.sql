-- Codes are read from the runs that the raw layer stores: one entry per run of weeks, not per week.
with koder as (
    select distinct forloeb.kode as kode
    from (select unnest(ydelsesforloeb) as forloeb from raa.dream_forloeb where status = 'accepteret')
),

ukendte as (
    select k.kode from koder as k
    left join kode.dream_ydelse as y on k.kode = y.kode
    where k.kode <> '' and y.kode is null
)

select
    '' as emne,
    (select count(*) from ukendte) as taeller,
    (select count(*) from koder where kode <> '') as naevner,
    -- Named only when it looks like a code: what else may stand in such a cell is nobody's business here.
    (select string_agg(kode, ', ' order by kode) from ukendte where length(kode) <= 4) as fund
