-- Share of the målgruppe with a record of the very time that the tables read: BEF within the parameter's days before
-- the decision, IND and IDAP of the year, UDDA of any time.
with person as (
    select m.person_id, m.afgoerelsesdato, year(m.afgoerelsesdato) + s.indkomst_aar as aar, s.indkomst_aar as forskudt
    from forloeb.maalgruppe as m
    cross join studie.studie as s
),

bef as (
    select distinct p.person_id
    from person as p
    inner join staging.stg_bef as b
        on p.person_id = b.person_id
        and b.referencetid between p.afgoerelsesdato - {{ parameter | int }} and p.afgoerelsesdato
)

select
    'bef' as emne,
    count(*) filter (person_id in (select person_id from bef)) as taeller,
    count(*) as naevner,
    'øjebliksbillede højst {{ parameter | int }} dage før afgørelsen; '
    || coalesce((select 'billeder ' || min(referencetid) || ' til ' || max(referencetid) from staging.stg_bef), 'ingen')
        as fund
from person
{% for register in ['ind', 'idap'] %}
union all
select
    '{{ register }}',
    count(*) filter ((person_id, aar) in (select (person_id, aar) from staging.stg_{{ register }})),
    count(*),
    'indkomst_aar ' || coalesce(any_value(forskudt), 0) || ': år ' || coalesce(min(aar), 0) || '-' || coalesce(max(aar), 0)
    || '; leveret '
    || coalesce((select min(aar) || '-' || max(aar) from staging.stg_{{ register }}), 'ingen')
from person
{% endfor %}
union all
select
    'udda',
    count(*) filter (person_id in (select person_id from staging.stg_udda)),
    count(*),
    'en uddannelse fra en hvilken som helst tid'
from person
order by emne
