{{ bred_tabel('int_figur_6_1', 'Antal medicintyper') }}
