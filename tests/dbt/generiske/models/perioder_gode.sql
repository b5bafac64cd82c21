select 'a' as kode, date '2000-01-01' as gyldig_fra, date '2006-12-31' as gyldig_til
union all select 'a', date '2007-01-01', date '9999-12-31'
union all select 'b', date '2003-01-01', date '2003-01-01'
