-- Persons of each pathway by scenario. The fine ones divide `loebende`; the others are the same in both.
with celle as (
    select t.*, t.rowid as nr, coalesce(k.noegle, t.kommune) as sted,
        case when inddeling = 'fin' and scenarie not in ('ingen', 'tidlig', 'sen') then 'scenarie_fin'
            else 'scenarie' end as familie
    from {schema}.timing_scenarie t left join diskretion_kommune k on k.kom = t.kommune
)
select 'timing_scenarie' as kilde, nr, 'antal' as rolle, antal as vaerdi,
    struct_pack(familie := familie, led := "analyse" || ':' || forloebstype, sted := sted, del := scenarie) as navn
from celle
union all
select 'timing_scenarie', nr, 'grundlag', grundlag, row('stoerrelse', "analyse" || ':' || forloebstype, sted, 'alle')
from celle
