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
    null::varchar as myndighed, dag - 60 as paabdato,
    null::varchar as lovgrundlag, null::varchar as afslagshjemmel, null::varchar as rehabteam_indstilling,
    null::varchar as sundkoord_vurdering, null::varchar as ressourceforloeb,
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
