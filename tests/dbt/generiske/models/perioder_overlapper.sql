-- The long first period holds the last one, which its neighbour does not.
select 'a' as kode, date '2000-01-01' as gyldig_fra, date '2020-12-31' as gyldig_til
union all select 'a', date '2021-01-01', date '2021-06-30'
union all select 'a', date '2021-06-30', date '2021-12-31'
