-- Chapters 4-6 as one analyst would write them for this one study: constants in place, no tests, no other study.
create temp table ans as
select sagsid, person_id, bopkom, afgoerelse, grundlag, afslagsgrund, diag1, afgdato
from raa.tilkendelsesregister
where status = 'accepteret' and afgoerelse in ('T', 'A', 'I') and coalesce(myndighed, '') <> 'UDK'
    and case when afgoerelse = 'I' then ansdato else afgdato end between date '2007-07-01' and date '2009-03-31';

create temp table geo as
select kom, case kom when '657' then 'herning' when '661' then 'holstebro' when '740' then 'silkeborg' else 'viborg' end as k
from kode.kommune where kom in ('657', '661', '740', '791')
union all select kom, case region_kode when '1081' then 'region_nordjylland' when '1082' then 'region_midt'
    when '1083' then 'region_syddanmark' when '1084' then 'region_hovedstaden' else 'region_sjaelland' end from kode.kommune
union all select kom, 'alle_regioner' from kode.kommune
union all select kom, 'alle_fire_kommuner' from kode.kommune where kom in ('657', '661', '740', '791');

create temp table mg as
select *, cast(date_trunc('week', afgdato) as date) as uge from ans where afgoerelse = 'T'
qualify row_number() over (partition by person_id order by afgdato, sagsid) = 1;

create temp table mgbef as
select mg.person_id, mg.bopkom, mg.afgdato as dag, b.* exclude (person_id)
from mg left join (
    select b.* from raa.bef b join mg using (person_id) where b.status = 'accepteret'
    qualify row_number() over (partition by person_id
        order by referencetid > mg.afgdato, abs(referencetid - mg.afgdato)) = 1
) b using (person_id);

create temp table sam as
select person_id, kom as bopkom, date '2008-01-01' as dag, b.* exclude (person_id)
from raa.bef b
where status = 'accepteret'
    and referencetid = (select max(referencetid) from raa.bef where referencetid <= date '2008-01-01' and status = 'accepteret')
    and foed_dag > date '1943-01-01' and foed_dag <= date '1993-01-01' and person_id not in (select person_id from mg);

create temp table p as select *, true as mg from mgbef union all select *, false from sam;

create temp table pk as
select p.*, year(dag) - year(foed_dag) - case when make_date(year(dag), month(foed_dag), 1) + cast(day(foed_dag) - 1 as integer) > dag
    then 1 else 0 end as aar, coalesce(g.k, 'oevrig_befolkning') as k
from p left join geo g on mg and p.bopkom = g.kom
where k is not null or not mg;

create temp table med as
select person_id, bopkom, dag, mg, mor_id, far_id from p
where bopkom in ('657', '661', '740', '791')
    and foed_dag > make_date(year(dag) - 60, month(dag), day(dag)) and foed_dag <= make_date(year(dag) - 19, month(dag), day(dag));

create temp table koeb as
select m.person_id, t.medicintype from med m
join raa.lmdb l on l.person_id = m.person_id and l.status = 'accepteret' and l.eksd < m.dag and l.eksd >= m.dag - 365
join kode.atc_medicintype t on starts_with(l.atc, t.atc_praefiks)
group by all having sum(l.apk) > 0;

create temp table forl as
select person_id, foranst, min(startdto) as startdto from (
    select *, sum(case when startdto - hidtil <= 7 then 0 else 1 end) over (partition by person_id, foranst order by startdto) as nr
    from (
        select a.person_id, a.foranst, a.startdto, max(a.slutdto) over (partition by a.person_id, a.foranst
            order by a.startdto rows between unbounded preceding and 1 preceding) as hidtil
        from raa.amfora a join mg using (person_id) where a.status = 'accepteret'
    )
) group by person_id, foranst, nr;

create temp table pr_person as
select forl.person_id, bopkom, count(*) as n
from forl join mg using (person_id) join kode.foranst f on f.foranst = forl.foranst and f.lab = 'J'
where startdto < uge and startdto >= uge - 1820 and bopkom in ('657', '661', '740', '791') group by all;

create temp table celle as
select '4.1' as tabel, k as raekke, cast(year(afgdato) as varchar) as kolonne, count(*) as antal
from mg join geo on bopkom = kom where k <> 'alle_fire_kommuner' group by all
union all select '5.1', g.noegle, k, count(*) from ans join geo on bopkom = kom join kode.grundlag g on g.kode = grundlag
where k <> 'alle_fire_kommuner' group by all
union all select '5.2', k, a.noegle, count(*) from ans join geo on bopkom = kom join kode.afgoerelsesart a on a.kode = afgoerelse
where k <> 'alle_fire_kommuner' group by all
union all select '5.3', coalesce(d.diagnosegruppe, 'oevrige_diagnoser'), k, count(*)
from mg join geo on bopkom = kom left join kode.icd10_diagnosegruppe d on starts_with(diag1, d.icd10_praefiks)
where k <> 'alle_fire_kommuner' group by all
union all select '5.4', s.noegle, k, count(*) from ans join geo on bopkom = kom join kode.afslagsgrund s on s.kode = afslagsgrund
where afgoerelse = 'A' and k <> 'alle_fire_kommuner' group by all
union all select '6.1', r, k, count(*) from (
    select k, unnest([case koen when '2' then 'kvinder' end, case ie_type when '2' then 'indvandrere' end,
        case when e_faelle_id is not null then 'partner' end]) as r from pk
    where k = 'region_midt' or k not like 'region%' and k <> 'alle_fire_kommuner'
) where r is not null group by all
union all select '6.2', coalesce(n.tabel_6_2, 'grundskole'), k, count(*)
from pk left join (
    select person_id, max_by(coalesce(hfaudd, ''), hf_vfra) as hfaudd
    from raa.udda u join p using (person_id) where u.status = 'accepteret' and hf_vfra <= dag group by all
) u using (person_id) left join kode.hfaudd h on h.hfaudd = u.hfaudd left join kode.uddannelsesniveau n on n.niveau = h.niveau
where k = 'region_midt' or k not like 'region%' and k <> 'alle_fire_kommuner' group by all
union all select '6.5', medicintype, k, count(*) from koeb join med using (person_id)
join (select * from geo where k not like '%region%' union all select kom, 'oevrige_borgere' from geo where k = 'alle_fire_kommuner') g
on kom = bopkom and (k = 'oevrige_borgere') = (not mg) group by all
union all select '6.6', k, case when mg then 'nytilkendte' else 'oevrige_borgere' end, count(*)
from med join geo on bopkom = kom
where k not like '%region%' and (mor_id in (select person_id from raa.foertidspension where status = 'accepteret'
        and fra <= date '2007-12-31' and coalesce(til, date '9999-12-31') >= date '1990-01-01')
    or far_id in (select person_id from raa.foertidspension where status = 'accepteret'
        and fra <= date '2007-12-31' and coalesce(til, date '9999-12-31') >= date '1990-01-01')) group by all
union all select '6.8', f.foranstaltning, k, count(*) from forl join mg using (person_id) join geo on bopkom = kom
join kode.foranst f on f.foranst = forl.foranst and f.lab = 'J'
where startdto < uge and startdto >= uge - 1820 and k not like '%region%' group by all
union all select '6.7', 'foranstaltninger_' || case when n <= 5 then '1_5' when n <= 10 then '6_10' when n <= 15 then '11_15'
    when n <= 20 then '16_20' when n <= 25 then '21_25' else '26_31' end, k, count(*)
from pr_person join geo on bopkom = kom where k not like '%region%' group by all
union all select '6.4', case when tilstand in ('ingen_ydelse', 'selvforsoergelse', 'introduktionsydelse') then 'uoplyst' else tilstand end,
    k, count(*)
from forloeb.kvartal join mg using (person_id) join geo on bopkom = kom where kvartal = 20 and k not like '%region%' group by all
union all select 'figur_6.1', cast(typer as varchar), k, count(*)
from (select m.person_id, m.bopkom, m.mg, count(medicintype) as typer from med m left join koeb using (person_id) group by all)
join (select * from geo where k not like '%region%' union all select kom, 'oevrige_borgere' from geo where k = 'alle_fire_kommuner') g
on kom = bopkom and (k = 'oevrige_borgere') = (not mg) group by all
union all select 'figur_2.2', replace(replace(replace(replace(replace(lower(navn), 'æ', 'ae'), 'ø', 'oe'), 'å', 'aa'), ' ', '_'), '-', '_'),
    cast(year(afgdato) as varchar), count(*)
from raa.tilkendelsesregister join kode.kommune on bopkom = kom
where status = 'accepteret' and afgoerelse = 'T' and coalesce(myndighed, '') <> 'UDK' group by all;

create temp table middel as
select k as kolonne, avg(i.brutto) as bruttoindkomst, avg(d.arledgr / 10) as ledighedsgrad, avg(pk.aar + (dag - foedt) / (naeste - foedt)) as alder
from (
    select *, make_date(year(foed_dag) + aar, month(foed_dag), 1) + cast(day(foed_dag) - 1 as integer) as foedt,
        make_date(year(foed_dag) + aar + 1, month(foed_dag), 1) + cast(day(foed_dag) - 1 as integer) as naeste
    from pk
) pk left join raa.ind i on i.person_id = pk.person_id and i.aar = year(dag) and i.status = 'accepteret'
left join raa.idap d on d.person_id = pk.person_id and d.aar = year(dag) and d.status = 'accepteret'
where k = 'region_midt' or k not like 'region%' and k <> 'alle_fire_kommuner' group by all;
