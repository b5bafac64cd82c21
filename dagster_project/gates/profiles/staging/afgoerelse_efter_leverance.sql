-- Decisions dated after the delivery that brought them: nobody had made them yet. Reporting asks for the same (R35).
select
    '' as emne,
    count(*) filter (afgdato > leverance) as taeller,
    count(*) as naevner,
    'den seneste er fra ' || max(afgdato) filter (afgdato > leverance) as fund
from staging.stg_tilkendelsesregister
