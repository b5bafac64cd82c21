-- Relatives that cannot be read, of the cells that are not empty.
{% include 'slaegtninge.sql.j2' %}
select
    emne,
    coalesce(sum(misdannede), 0) as taeller,
    coalesce(sum(misdannede + velformede), 0) as naevner,
    'flest i leverancen ' || arg_max(leverance, misdannede) filter (misdannede > 0) as fund
from slaegtning
group by emne
order by emne
