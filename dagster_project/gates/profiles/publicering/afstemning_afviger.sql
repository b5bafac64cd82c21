-- Printed cells that the computed ones do not reproduce; only the report's own study has any.
select '' as emne, count(*) filter (status in ('afviger', 'mangler')) as taeller, count(*) as naevner
from marts.afstemning
