-- Rows that are no count: means, and the mark of 7.1; each with the count of the persons behind it.
select rowid as nr, {bag} as navn, raekke as maal
from {schema}.rapporttabel where antal is null and grundlag is null
