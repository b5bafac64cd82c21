-- Weeks on a code before birth, or on another code than a dead person's after death.
{% include 'livsuger.sql.j2' %}

, udenfor as (
    select 'før fødslen' as emne, person_id, (least(slutter, foed_dag) - begynder) // 7 as uger
    from stykke
    where begynder + 7 <= foed_dag
    union all
    select 'efter døden', person_id, (slutter - greatest(begynder, doed)) // 7
    from stykke
    where slutter > doed and kode not in ('999', '997')
)

select
    emne.emne,
    count(distinct udenfor.person_id) as taeller,
    (select count(*) from person) as naevner,
    coalesce(sum(udenfor.uger), 0) || ' uger' as fund
from (values ('før fødslen'), ('efter døden')) as emne(emne)
left join udenfor using (emne)
group by emne.emne
order by emne.emne
