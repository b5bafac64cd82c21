-- Means of a pathway over its persons.
select rowid as nr, struct_pack(
    familie := 'stoerrelse', led := "analyse" || ':' || forloebstype, sted := kommune, del := 'alle') as navn,
    egenskab || ':' || kategori as maal
from {schema}.forloebstype_karakteristik where statistik = 'mean'
