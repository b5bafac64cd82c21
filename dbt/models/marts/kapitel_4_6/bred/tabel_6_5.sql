{{ bred_tabel('int_tabel_6_5', 'Medicintype') }}
