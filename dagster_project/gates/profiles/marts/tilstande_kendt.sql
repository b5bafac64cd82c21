with kendte as (
    select distinct
        case s.alfabet when 'tilstand_udvidet' then y.tilstand_udvidet else y.tilstand_akf2012 end as tilstand
    from kode.dream_ydelse as y
    cross join studie.studie as s
    union
    select 'loenmodtager'
)

select
    '' as emne,
    count(*) filter (tilstand not in (select tilstand from kendte where tilstand is not null)) as taeller,
    count(*) as naevner
from forloeb.kvartal
