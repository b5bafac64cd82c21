-- Measures of each scenario by type.
select 'timing_foranstaltning' as kilde, rowid as nr, 'antal' as rolle, antal as vaerdi,
    struct_pack(familie := 'scenariets_foranstaltning', led := scenarie, sted := '', del := foranstaltning) as navn
from {schema}.timing_foranstaltning
union all
select 'timing_foranstaltning', rowid, 'grundlag', grundlag, row('scenariets_foranstaltning', scenarie, '', 'alle')
from {schema}.timing_foranstaltning
