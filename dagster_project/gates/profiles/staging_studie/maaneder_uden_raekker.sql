-- A hole inside: a month without any row, where the register has at least the parameter's rows a month on average.
{% include 'periode.sql.j2' %}

, dag as (
    select 'amfora' as emne, startdto as dag from staging.stg_amfora
    union all
    select 'lmdb', eksd from staging.stg_lmdb
    union all
    select 'foertidspension', fra from staging.stg_foertidspension
),

pr_maaned as (
    select emne, date_trunc('month', dag)::date as maaned, count(*) as raekker from dag group by all
),

maaneder as (
    select
        periode.emne,
        unnest(range(date_trunc('month', behov_fra)::timestamp, behov_til::timestamp, interval 1 month))::date as maaned
    from periode
),

talt as (
    select
        maaneder.emne,
        count(*) as maaneder,
        count(*) filter (pr_maaned.raekker is null) as tomme,
        coalesce(sum(pr_maaned.raekker), 0) as raekker,
        string_agg(strftime(maaneder.maaned, '%Y-%m'), ', ' order by maaneder.maaned)
            filter (pr_maaned.raekker is null) as fund
    from maaneder
    left join pr_maaned using (emne, maaned)
    group by maaneder.emne
)

select
    emne,
    case when raekker >= {{ parameter }} * maaneder then tomme else 0 end as taeller,
    case when raekker >= {{ parameter }} * maaneder then maaneder else 0 end as naevner,
    left(fund, 200) as fund
from talt
union all
select '', 0, 0, '' where not exists (select * from talt)
order by emne
