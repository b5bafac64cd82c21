select 'a' as kode, date '2007-01-01' as gyldig_fra, date '2006-12-31' as gyldig_til
