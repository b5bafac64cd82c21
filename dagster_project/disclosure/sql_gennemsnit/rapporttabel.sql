-- Rows that are no count: means, and the mark of 7.1; each with the count of the persons behind it.
select rowid as nr,
    case
        when tabel like 'bilag_1_%' then
            struct_pack(familie := 'stoerrelse', led := 'kommune:' || kolonne, sted := tabel[9:], del := 'alle')
        when tabel = '7.1' then row('stoerrelse', 'kommune:' || raekke, kolonne, 'alle')
        else row('personer', '', kolonne, 'alle')
    end as navn,
    raekke as maal
from {schema}.rapporttabel where antal is null and grundlag is null
