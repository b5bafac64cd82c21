-- Measures of each scenario by type, of everybody together. Those of a pathway or a municipality are released for
-- nobody: hardly any of them is of five persons, and what binds them is more than the attacker can try in time.
with celle as (
    select *, rowid as nr from {schema}.timing_foranstaltning
    where "analyse" = 'samlet' and kommune = 'alle' and forloebstype = 'alle' and inddeling = 'grov'
        and foranstaltning in (select foranstaltning from kode.foranst where lab = 'J')
)
select 'timing_foranstaltning' as kilde, nr, 'antal' as rolle, antal as vaerdi,
    struct_pack(familie := 'scenariets_foranstaltning', led := scenarie, sted := '', del := foranstaltning) as navn
from celle
union all
select 'timing_foranstaltning', nr, 'grundlag', grundlag, row('scenariets_foranstaltning', scenarie, '', 'alle')
from celle
