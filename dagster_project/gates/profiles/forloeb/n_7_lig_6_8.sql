{% from 'tabeller.sql.j2' import er_en_af with context -%}
-- Tables 7.3-7.7 hold the measures of persons with a pathway that has a table; those of persons without a sequence, and
-- of pathways that the list gives no table, are in 6.8 alone.
with tabel_7 as (
    select kolonne as geografi, sum(antal) as antal from gate_rapport
    where {{ er_en_af(tables, model='int_tabel_7_3_til_7') }} and statistik = 'n' and raekke = 'alle'
      and kolonne in (select noegle from studie.kommune)
    group by kolonne
),

uden as (
    select k.noegle as geografi, sum(f.antal) as antal
    from gate_foranstaltning as f
    inner join studie.kommune as k using (kommune)
    where f.person_id not in (
        select person_id
        from forloeb.gruppe as g
        inner join kode.forloebstype as t using (forloebstype)
        where g."analyse" = 'kommune' and t.tabel is not null
    )
    group by k.noegle
),

tabel_6_8 as (
    select kolonne as geografi, antal from gate_rapport
    where tabel = '6.8' and statistik = 'n' and raekke = 'alle' and kolonne in (select noegle from studie.kommune)
)

select
    geografi as emne,
    abs(t.antal - coalesce(s.antal, 0) - coalesce(u.antal, 0)) as taeller,
    greatest(t.antal, coalesce(s.antal, 0)) as naevner
from tabel_6_8 as t
full join tabel_7 as s using (geografi)
left join uden as u using (geografi)
order by geografi
