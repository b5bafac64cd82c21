-- Every cell of the timing and of the description of pathways against the recount, both ways.
with celler as (
    select
        tabel,
        noegle,
        o.findes is null or g.findes is null or o.antal is distinct from g.antal or o.grundlag is distinct from g.grundlag
        or not coalesce(abs(o.vaerdi - g.vaerdi) <= 1e-9 * greatest(1, abs(g.vaerdi)), o.vaerdi is null and g.vaerdi is null)
            as uenig
    from (select *, true as findes from gate_oevrige) as o
    full join (select *, true as findes from gate_oevrige_genoptalt) as g using (tabel, noegle)
)

select
    tabel as emne,
    count(*) filter (uenig) as taeller,
    count(*) as naevner,
    array_to_string(list_slice(list(noegle order by noegle) filter (uenig), 1, 5), ', ') as fund
from celler
group by tabel
order by tabel
