-- Counts of marts.forloebstype_karakteristik; psykofarmaka of the separate analyses is that of bilag 2.
with celle as (select *, rowid as nr from {schema}.forloebstype_karakteristik where statistik <> 'mean')
select 'forloebstype_karakteristik' as kilde, nr, 'antal' as rolle, antal as vaerdi,
    case when statistik = 'n' then
        struct_pack(familie := 'stoerrelse', led := "analyse" || ':' || forloebstype, sted := kommune, del := 'alle')
    else row('egenskab:' || egenskab, "analyse" || ':' || forloebstype, kommune, kategori) end as navn
from celle
union all
select 'forloebstype_karakteristik', nr, 'grundlag', grundlag,
    row('egenskab:' || egenskab, "analyse" || ':' || forloebstype, kommune, 'alle')
from celle where statistik = 'percent'
