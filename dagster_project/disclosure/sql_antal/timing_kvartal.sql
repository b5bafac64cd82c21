-- Persons of each pathway with an active measure, quarter by quarter. Those of a single type are released for nobody:
-- what binds twenty quarters of ten types to each other is more than the attacker can try in the time there is.
with celle as (
    select t.*, t.rowid as nr, coalesce(k.noegle, t.kommune) as sted
    from {schema}.timing_kvartal t left join diskretion_kommune k on k.kom = t.kommune
    where t.foranstaltning = 'alle'
)
select 'timing_kvartal' as kilde, nr, 'antal' as rolle, antal as vaerdi,
    struct_pack(familie := 'aktiv:' || kvartal, led := "analyse" || ':' || forloebstype, sted := sted, del := 'ja')
        as navn
from celle
union all
select 'timing_kvartal', nr, 'grundlag', grundlag, row('stoerrelse', "analyse" || ':' || forloebstype, sted, 'alle')
from celle
