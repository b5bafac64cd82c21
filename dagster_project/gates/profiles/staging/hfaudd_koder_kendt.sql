select
    '' as emne,
    count(*) filter (h.hfaudd is null) as taeller,
    count(*) as naevner,
    string_agg(distinct u.hfaudd, ', ' order by u.hfaudd)
        filter (h.hfaudd is null and length(u.hfaudd) <= 4) as fund
from staging.stg_udda as u
left join kode.hfaudd as h on u.hfaudd = h.hfaudd::varchar
where coalesce(u.hfaudd, '') <> ''
