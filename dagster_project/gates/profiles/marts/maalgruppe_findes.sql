select '' as emne, count(*) as taeller, null as naevner from forloeb.maalgruppe
