{% from 'tabeller.sql.j2' import er_en_af with context -%}
-- Every cell of the report against the recount, both ways; a cell that only one of them has is a disagreement,
-- unless the report may leave it out.
with rapport as (
    select * from gate_rapport
    {%- if trin == 'forloeb' %}
    -- The report's other tables were counted anew before there were pathways.
    where {{ er_en_af(tables, stage=trin) }}
    {%- endif %}
),

celler as (
    select
        tabel, raekke, kolonne, statistik,
        case
            when g.vaerdi is null then true
            when r.vaerdi is null then g.kraevet
            else abs(r.vaerdi - g.vaerdi) > 1e-9 * greatest(1, abs(g.vaerdi))
                or r.antal is distinct from g.antal or r.grundlag is distinct from g.grundlag
        end as uenig
    from rapport as r
    full join gate_genoptalt as g using (tabel, raekke, kolonne, statistik)
    where r.vaerdi is not null or g.kraevet
)

select
    tabel as emne,
    count(*) filter (uenig) as taeller,
    count(*) as naevner,
    array_to_string(list_slice(
        list(raekke || '/' || kolonne || '/' || statistik order by raekke, kolonne, statistik) filter (uenig), 1, 8
    ), ', ') as fund
from celler
group by tabel
order by tabel
