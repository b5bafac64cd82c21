-- Sixty persons: 0-39 are granted a pension (eight to a municipality, the last eight in Copenhagen), 40-47 refused,
-- 48-51 undecided, the rest are bystanders.
create temp table person as
select
    i as nr,
    md5('person ' || i) as person_id,
    list_extract(['657', '661', '740', '791', '101'], 1 + (i % 5)::int) as kommune,
    date '2007-07-01' + (i * 15)::int as dag
from range(60) as r(i);

create table studie.studie as
select
    null::integer as sekvens_alder_fra, null::integer as sekvens_alder_til,
    'prøve' as navn, 'Prøve' as titel, date '2007-07-01' as periode_fra, date '2009-03-31' as periode_til,
    '1082' as region, 20 as kvartaler, 13 as uger_pr_kvartal, 'tilstand_akf2012' as alfabet,
    15 as oevrig_alder_fra, 64 as oevrig_alder_til, date '2008-01-01' as oevrig_referencedato,
    19 as medicin_alder_fra, 59 as medicin_alder_til, 365 as medicin_dage,
    1990 as foraelder_periode_fra, 2007 as foraelder_periode_til, 5 as min_celle, 0 as indkomst_aar;

create table studie.kommune as
from (values ('657', 1, 'herning', 'Herning'), ('661', 2, 'holstebro', 'Holstebro'),
      ('740', 3, 'silkeborg', 'Silkeborg'), ('791', 4, 'viborg', 'Viborg')) as k(kommune, raekkefoelge, noegle, navn);

create table raa.tilkendelsesregister as
select
    'S' || nr as sagsid, '1' as afgnr, person_id, kommune as bopkom, dag - 90 as ansdato,
    case when nr < 48 then dag end as afgdato,
    case when nr < 40 then 'T' when nr < 48 then 'A' else 'I' end as afgoerelse,
    (1 + nr % 6)::varchar as grundlag,
    list_extract(['DF320', 'M54', '', 'I21'], 1 + (nr % 4)::int) as diag1,
    case when nr between 40 and 47 then (1 + nr % 8)::varchar end as afslagsgrund,
    null::varchar as myndighed,
    date '2010-06-30' as leverance, 'tilkendelsesregister.csv' as fil, nr + 2 as linje, 'accepteret' as status
from person
where nr < 52;

create table raa.bef as
select
    person_id, case when dag < date '2008-01-01' then date '2007-01-01' else date '2008-01-01' end as referencetid, (1 + nr % 2)::varchar as koen,
    date '1950-02-28' + (nr * 200)::int as foed_dag, kommune as kom, (1 + nr % 3)::varchar as ie_type,
    'U' as civst, md5('mor ' || nr) as mor_id, null::varchar as far_id,
    case when nr % 3 = 0 then md5('partner ' || nr) end as e_faelle_id,
    date '2010-06-30' as leverance, 'bef.csv' as fil, nr + 2 as linje, 'accepteret' as status
from person;

create table raa.udda as
select
    person_id, list_extract(['1009', '1031', '4333'], 1 + (nr % 3)::int) as hfaudd, date '2000-06-30' as hf_vfra,
    date '2010-06-30' as leverance, 'udda.csv' as fil, nr + 2 as linje, 'accepteret' as status
from person;

create table raa.ind as
select
    person_id, aar::int as aar, 100000.0 + nr * 1000 as brutto,
    date '2010-06-30' as leverance, 'ind.csv' as fil, nr + 2 as linje, 'accepteret' as status
from person, range(2007, 2010) as a(aar);

create table raa.idap as
select
    person_id, aar::int as aar, (nr * 10)::double as arledgr,
    date '2010-06-30' as leverance, 'idap.csv' as fil, nr + 2 as linje, 'accepteret' as status
from person, range(2007, 2010) as a(aar);

create table raa.lmdb as
select
    person_id, dag - 30 as eksd, list_extract(['N06AB04', 'N05AH03', 'M01AE01'], 1 + (nr % 3)::int) as atc,
    1.0::double as apk,
    date '2010-06-30' as leverance, 'lmdb.csv' as fil, nr + 2 as linje, 'accepteret' as status
from person
where nr % 2 = 0
union all
-- A bystander's many purchases, of nothing that is counted: every month of the study has its rows.
select
    md5('person 59'), date '2006-07-01' + i::int, 'A02BC01', 1.0, date '2010-06-30', 'lmdb.csv', 100 + i, 'accepteret'
from range(1005) as r(i), range(4) as q(j);

create table raa.amfora as
select
    person_id, (1 + (nr + j) % 10)::varchar as foranst, dag - 300 - (j * 200)::int as startdto,
    dag - 250 - (j * 200)::int as slutdto,
    date '2010-06-30' as leverance, 'amfora.csv' as fil, nr * 3 + j + 2 as linje, 'accepteret' as status
from person, range(3) as m(j)
where nr < 40 and nr % 3 > 0
union all
select
    md5('person 59'), '1', date '2002-07-01' + (5 * i)::int, date '2002-07-01' + (5 * i)::int, date '2010-06-30',
    'amfora.csv', 1000 + i, 'accepteret'
from range(485) as r(i);

create table raa.foertidspension as
select
    md5('mor ' || nr) as person_id, date '1990-06-01' as fra, null::date as til,
    date '2010-06-30' as leverance, 'foertidspension.csv' as fil, nr + 2 as linje, 'accepteret' as status
from person
where nr % 4 = 0;
