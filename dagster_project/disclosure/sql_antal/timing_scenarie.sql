-- Persons of each pathway by scenario.
with celle as (
    select t.*, t.rowid as nr, coalesce(k.noegle, t.kommune) as sted
    from {schema}.timing_scenarie t left join diskretion_kommune k on k.kom = t.kommune
)
select 'timing_scenarie' as kilde, nr, 'antal' as rolle, antal as vaerdi,
    struct_pack(familie := 'scenarie', led := "analyse" || ':' || forloebstype, sted := sted, del := scenarie) as navn
from celle
union all
select 'timing_scenarie', nr, 'grundlag', grundlag, row('stoerrelse', "analyse" || ':' || forloebstype, sted, 'alle')
from celle
