-- Counts of marts.rapporttabel by what they count: familie (what is told apart), led (analysis:pathway, '' for
-- everybody), sted (geography), del (category; 'alle' is the sum). The same name is the same count, whatever table:
-- each table declares the names of its own (`words.tables`).
with celle as (
    select *, rowid as nr
    from {schema}.rapporttabel
    where antal is not null or grundlag is not null or statistik = 'percent'
)
select 'rapporttabel' as kilde, nr, 'antal' as rolle, antal as vaerdi,
    {antal} as navn
from celle where antal is not null or statistik = 'percent' and grundlag is not null or statistik = 'n'
union all
select 'rapporttabel', nr, 'grundlag', grundlag,
    {grundlag}
from celle where grundlag is not null
union all
-- Two counts of nothing for each mean of quarters: see `across`.
select 'rapporttabel', rowid, ende, case when vaerdi is not null then 0 end,
    row('gennemsnit:kvartaler', 'kommune:' || kolonne, tabel[9:], raekke || ':' || ende)
from {schema}.rapporttabel cross join (values ('op'), ('ned')) as ender (ende)
where tabel like 'bilag_1_%' and statistik = 'mean' and raekke <> 'i_alt_kvartaler'
