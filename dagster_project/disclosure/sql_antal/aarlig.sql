-- Persons by the year of their first grant. Rates and what was expected go with them; of how many inhabitants, no table
-- of the release says.
select 'aarlig' as kilde, rowid as nr, 'antal' as rolle, antal as vaerdi,
    struct_pack(familie := 'nytilkendte', led := '', sted := kommune, del := aar::varchar) as navn
from {schema}.aarlig
