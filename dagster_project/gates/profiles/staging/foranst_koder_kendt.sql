select
    '' as emne,
    count(*) filter (f.foranst is null) as taeller,
    count(*) as naevner,
    string_agg(distinct a.foranst, ', ' order by a.foranst)
        filter (f.foranst is null and length(a.foranst) <= 4) as fund
from staging.stg_amfora as a
left join kode.foranst as f on a.foranst = f.foranst::varchar
