-- No rows at all, or so few that a gap of a quarter of a year may be chance: nothing to stop for, but to know.
{% include 'periode.sql.j2' %}

select
    emne,
    case when raekker = 0 then greatest(behov_til - behov_fra, 1) when taet then 0 else mangler end as taeller,
    greatest(behov_til - behov_fra, 1) as naevner,
    case
        when raekker = 0 then 'registret er tomt, studiet kræver ' || behov_fra || ' til ' || behov_til
        else raekker || ' rækker dækker ' || foerste || ' til '
            || case when sidste > date '9000-01-01' then 'nu' else sidste::varchar end
            || ', studiet kræver ' || behov_fra || ' til ' || behov_til
    end as fund
from periode
union all
select '', 0, 0, '' where not exists (select * from periode)
order by emne
