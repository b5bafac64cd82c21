-- A register that begins late or ends early says that nothing happened there.
{% include 'periode.sql.j2' %}

select
    emne,
    case when taet then mangler else 0 end as taeller,
    case when taet then greatest(behov_til - behov_fra, 1) else 0 end as naevner,
    'dækker ' || foerste || ' til ' || case when sidste > date '9000-01-01' then 'nu' else sidste::varchar end
    || ', studiet kræver ' || behov_fra || ' til ' || behov_til as fund
from periode
where raekker > 0
union all
select emne, 0, 0, '' from periode where raekker = 0
union all
select '', 0, 0, '' where not exists (select * from periode)
order by emne
