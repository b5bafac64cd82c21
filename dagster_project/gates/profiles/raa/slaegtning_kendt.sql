-- Relatives that are persons of bef, of the numbers that can be read.
{% include 'slaegtninge.sql.j2' %}
select emne, coalesce(sum(kendte), 0) as taeller, coalesce(sum(velformede), 0) as naevner
from slaegtning
group by emne
order by emne
