-- Counts of marts.rapporttabel by what they count: familie (what is told apart), led (analysis:pathway, '' for
-- everybody), sted (geography), del (category; 'alle' is the sum). The same name is the same count, whatever table.
with celle as (
    select *, rowid as nr, replace(replace(tabel, 'bilag_1_', ''), 'bilag_2_', '') as bilagets_sted
    from {schema}.rapporttabel
    where antal is not null or grundlag is not null or statistik = 'percent'
)
select 'rapporttabel' as kilde, nr, 'antal' as rolle, antal as vaerdi,
    case
        when tabel = 'figur_2.2' then struct_pack(familie := 'tilkendelser', led := '', sted := raekke, del := kolonne)
        when tabel = '4.1' then row('aar', '', raekke, kolonne)
        when tabel = '5.1' then row('ansoegning', '', kolonne, raekke)
        when tabel = '5.2' then row('afgoerelse', '', raekke, kolonne)
        when tabel = '5.3' then row('egenskab:diagnosegruppe', '', kolonne, raekke)
        when tabel = '5.4' then row('afslagsgrund', '', kolonne, raekke)
        when tabel in ('6.1', '6.3') and raekke = 'alle' then row('personer', '', kolonne, 'alle')
        when tabel = '6.1' and raekke = 'kvinder' then row('egenskab:koen', '', kolonne, 'kvinder')
        when tabel = '6.1' then row('egenskab:' || raekke, '', kolonne, 'ja')
        when tabel = '6.2' then row('egenskab:uddannelse', '', kolonne, raekke)
        when tabel = '6.4' and statistik = 'n' then row('personer', '', kolonne, 'alle')
        when tabel = '6.4' then row('tilstand', '', kolonne, raekke)
        when tabel = '6.5' and raekke = 'alle' then row('borger', '', kolonne, 'alle')
        when tabel = '6.5' then row('medicin:' || raekke, '', kolonne, 'ja')
        when tabel = 'figur_6.1' then row('typer', '', kolonne, raekke)
        when tabel = '6.6' and statistik = 'n' and kolonne = 'oevrige_borgere' and raekke = 'alle_fire_kommuner'
            then row('borger', '', 'oevrige_borgere', 'alle')
        when tabel = '6.6' and statistik = 'n' and kolonne = 'nytilkendte' then row('borger', '', raekke, 'alle')
        when tabel = '6.6' and statistik = 'n' then row('borger:' || kolonne, '', raekke, 'alle')
        when tabel = '6.6' then row('foraelder:' || kolonne, '', raekke, 'ja')
        when tabel = '6.7' and raekke = 'alle_individer' then row('personer', '', kolonne, 'alle')
        when tabel = '6.7' then row('antalsbaand', '', kolonne, raekke)
        when tabel = '6.8' then row('foranstaltning', '', kolonne, raekke)
        when tabel in ('7.2', '7.2_kommune') and raekke = 'alle' then row('personer', '', kolonne, 'alle')
        when tabel = '7.2' and kolonne = 'alle_fire_kommuner'
            then row('stoerrelse', 'samlet:' || raekke, kolonne, 'alle')
        when tabel in ('7.2', '7.2_kommune') then row('stoerrelse', 'kommune:' || raekke, kolonne, 'alle')
        when tabel in ('7.3', '7.4', '7.5', '7.6', '7.7')
            then row('foranstaltning', 'kommune:' || tabel, kolonne, raekke)
        when tabel like 'bilag_1_%' then row('stoerrelse', 'kommune:' || kolonne, bilagets_sted, 'alle')
        when tabel like 'bilag_2_%' and raekke = 'antal_personer' and kolonne = 'alle'
            then row('personer', '', bilagets_sted, 'alle')
        when tabel like 'bilag_2_%' and raekke = 'antal_personer'
            then row('stoerrelse', 'kommune:' || kolonne, bilagets_sted, 'alle')
        when tabel like 'bilag_2_%' and kolonne = 'alle' then row('egenskab:' || raekke, '', bilagets_sted, 'ja')
        when tabel like 'bilag_2_%' then row('egenskab:' || raekke, 'kommune:' || kolonne, bilagets_sted, 'ja')
        -- A table that is not known here is a partition of its own: nothing of it escapes the small cells.
        else row('anden:' || tabel, '', kolonne, raekke || ':' || statistik)
    end as navn
from celle where antal is not null or statistik = 'percent' and grundlag is not null or statistik = 'n'
union all
select 'rapporttabel', nr, 'grundlag', grundlag,
    case
        when tabel in ('4.1') then row('aar', '', raekke, 'alle')
        when tabel in ('5.2') then row('afgoerelse', '', raekke, 'alle')
        when tabel = '5.1' then row('ansoegning', '', kolonne, 'alle')
        when tabel = '5.3' then row('egenskab:diagnosegruppe', '', kolonne, 'alle')
        when tabel = '5.4' then row('afslagsgrund', '', kolonne, 'alle')
        when tabel = '6.1' then row('egenskab:koen', '', kolonne, 'alle')
        when tabel = '6.2' then row('egenskab:uddannelse', '', kolonne, 'alle')
        when tabel = '6.4' then row('tilstand', '', kolonne, 'alle')
        when tabel = '6.5' then row('borger', '', kolonne, 'alle')
        when tabel = 'figur_6.1' then row('typer', '', kolonne, 'alle')
        when tabel = '6.6' and kolonne = 'nytilkendte' then row('borger', '', raekke, 'alle')
        when tabel = '6.6' and raekke = 'alle_fire_kommuner' then row('borger', '', 'oevrige_borgere', 'alle')
        when tabel = '6.6' then row('borger:' || kolonne, '', raekke, 'alle')
        when tabel = '6.7' then row('antalsbaand', '', kolonne, 'alle')
        when tabel = '6.8' then row('foranstaltning', '', kolonne, 'alle')
        when tabel in ('7.2', '7.2_kommune') then row('stoerrelse', 'i_alt', kolonne, 'alle')
        when tabel in ('7.3', '7.4', '7.5', '7.6', '7.7') then row('foranstaltning', 'kommune:' || tabel, kolonne, 'alle')
        when tabel like 'bilag_1_%' then row('stoerrelse', 'i_alt', bilagets_sted, 'alle')
        when tabel like 'bilag_2_%' and kolonne = 'alle' then row('personer', '', bilagets_sted, 'alle')
        when tabel like 'bilag_2_%' then row('stoerrelse', 'kommune:' || kolonne, bilagets_sted, 'alle')
        else row('anden:' || tabel, '', kolonne, 'grundlag')
    end
from celle where grundlag is not null
union all
-- Two counts of nothing for each mean of quarters: see `across`.
select 'rapporttabel', rowid, ende, case when vaerdi is not null then 0 end,
    row('gennemsnit:kvartaler', 'kommune:' || kolonne, tabel[9:], raekke || ':' || ende)
from {schema}.rapporttabel cross join (values ('op'), ('ned')) as ender (ende)
where tabel like 'bilag_1_%' and statistik = 'mean' and raekke <> 'i_alt_kvartaler'
