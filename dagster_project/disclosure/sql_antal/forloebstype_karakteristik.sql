-- Counts of marts.forloebstype_karakteristik, and two counts of nothing for each mean of quarters (see `across`); psykofarmaka of the separate analyses is that of bilag 2.
with alle as (select *, rowid as nr from {schema}.forloebstype_karakteristik),

celle as (select * from alle where statistik <> 'mean')

select 'forloebstype_karakteristik' as kilde, nr, 'antal' as rolle, antal as vaerdi,
    case when statistik = 'n' then
        struct_pack(familie := 'stoerrelse', led := "analyse" || ':' || forloebstype, sted := kommune, del := 'alle')
    else row('egenskab:' || egenskab, "analyse" || ':' || forloebstype, kommune, kategori) end as navn
from celle
union all
select 'forloebstype_karakteristik', nr, 'grundlag', grundlag,
    row('egenskab:' || egenskab, "analyse" || ':' || forloebstype, kommune, 'alle')
from celle where statistik = 'percent'
union all
select 'forloebstype_karakteristik', nr, ende, case when vaerdi is not null then 0 end,
    row('gennemsnit:kvartaler', "analyse" || ':' || forloebstype, kommune, kategori || ':' || ende)
from alle cross join (values ('op'), ('ned')) as ender (ende)
where statistik = 'mean' and egenskab = 'kvartaler'
