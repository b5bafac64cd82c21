-- Lawful values as they were called when they had a meaning, and uoplyst of each field that a table shows.
select
    {{ lovens_noegle('liste') }} as noegle,
    liste.tekst as etiket,
    row_number() over (order by liste.felt, liste.vaerdi, liste.gyldig_fra) as plads
from {{ ref('indberetning_vaerdi') }} as liste
union all
select lower(felt.felt) || '_uoplyst' as noegle, 'Uoplyst' as etiket, 300 as plads
from {{ lovens_tabeller() }} as felt (felt, tabel)
