select '' as emne, count(*) - count(distinct person_id) as taeller, count(*) as naevner from forloeb.maalgruppe
