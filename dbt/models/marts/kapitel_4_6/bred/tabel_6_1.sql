{{ bred_tabel('int_tabel_6_1', 'Karakteristika') }}
