-- Persons of each pathway with an active measure, quarter by quarter.
with celle as (
    select t.*, t.rowid as nr, coalesce(k.noegle, t.kommune) as sted
    from {schema}.timing_kvartal t left join diskretion_kommune k on k.kom = t.kommune
)
select 'timing_kvartal' as kilde, nr, 'antal' as rolle, antal as vaerdi,
    struct_pack(familie := 'aktiv:' || kvartal, led := "analyse" || ':' || forloebstype, sted := sted, del := 'ja')
        as navn
from celle
union all
select 'timing_kvartal', nr, 'grundlag', grundlag, row('stoerrelse', "analyse" || ':' || forloebstype, sted, 'alle')
from celle
