-- Persons of each pathway by state, quarter by quarter: what may leave instead of a line for every person.
select 'tilstandsfordeling' as kilde, rowid as nr, 'antal' as rolle, antal as vaerdi,
    struct_pack(familie := 'tilstand:' || kvartal, led := "analyse" || ':' || forloebstype, sted := kommune,
                del := tilstand) as navn
from {schema}.tilstandsfordeling
union all
select 'tilstandsfordeling', rowid, 'grundlag', grundlag,
    row('stoerrelse', "analyse" || ':' || forloebstype, kommune, 'alle')
from {schema}.tilstandsfordeling
