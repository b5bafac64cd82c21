-- Every person with a sequence has each quarter of the study once.
with person as (
    select person_id, count(*) as raekker, count(distinct kvartal) as kvartaler, min(kvartal) as foerste,
        max(kvartal) as sidste, count(tilstand) as tilstande
    from forloeb.kvartal group by person_id
)

select
    '' as emne,
    count(*) filter (
        p.raekker <> s.kvartaler or p.kvartaler <> s.kvartaler or p.foerste <> 1 or p.sidste <> s.kvartaler
        or p.tilstande <> s.kvartaler
    ) as taeller,
    count(*) as naevner
from person as p
cross join studie.studie as s
