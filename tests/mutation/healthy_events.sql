-- What the sixty persons earned, bought, took part in, and whose parents had a pension.
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
