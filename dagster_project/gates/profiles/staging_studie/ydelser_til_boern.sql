-- Benefits of children: persons with a week on a benefit before the parameter's age. Blank weeks and codes without a
-- benefit (abroad, students, dead) say nothing.
{% include 'livsuger.sql.j2' %}

, barn as (
    select
        stykke.person_id,
        (least(slutter, (foed_dag + interval {{ parameter | int }} year)::date) - greatest(begynder, foed_dag) + 6) // 7 as uger
    from stykke
    inner join kode.dream_ydelse as liste on stykke.kode = liste.kode
    where
        liste.tilstand_akf2012 <> 'ingen_ydelse'
        and begynder < (foed_dag + interval {{ parameter | int }} year)::date
        and slutter > foed_dag
)

select
    '' as emne,
    count(distinct person_id) as taeller,
    (select count(*) from person) as naevner,
    coalesce(sum(uger), 0) || ' uger' as fund
from barn
