-- Tables of which disclosure control withheld more than the cells that protect each other, and what the release lost.
with tilbageholdt as (
    select string_agg(tabel || ' (' || grund || ')', '; ' order by tabel) as fund from kvalitet.diskretion where grund <> ''
)

select
    '' as emne,
    count(*) filter (d.grund <> '') as taeller,
    count(*) as naevner,
    concat_ws(
        '; ', (select t.fund from tilbageholdt as t),
        concat(coalesce(sum(d.skjult), 0), ' af ', coalesce(sum(d.tal), 0), ' tal er skjult')
    ) as fund
from kvalitet.diskretion as d
