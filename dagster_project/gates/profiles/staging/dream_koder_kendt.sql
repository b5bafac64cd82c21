with koder as (
    select distinct unnest(list_distinct(ydelser)) as kode from staging.stg_dream
),

ukendte as (
    select k.kode from koder as k
    left join kode.dream_ydelse as y on k.kode = y.kode::varchar
    where k.kode <> '' and y.kode is null
)

select
    '' as emne,
    (select count(*) from ukendte) as taeller,
    (select count(*) from koder where kode <> '') as naevner,
    -- Named only when it looks like a code: what else may stand in such a cell is nobody's business here.
    (select string_agg(kode, ', ' order by kode) from ukendte where length(kode) <= 4) as fund
