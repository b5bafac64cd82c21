-- Persons by scenario at other thresholds.
select 'timing_foelsomhed' as kilde, rowid as nr, 'antal' as rolle, antal as vaerdi,
    struct_pack(familie := 'foelsomhed', led := graense::varchar, sted := '', del := scenarie) as navn
from {schema}.timing_foelsomhed
union all
select 'timing_foelsomhed', rowid, 'grundlag', grundlag, row('foelsomhed', graense::varchar, '', 'alle')
from {schema}.timing_foelsomhed
