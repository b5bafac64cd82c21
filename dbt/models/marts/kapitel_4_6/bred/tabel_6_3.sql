{{ bred_tabel('int_tabel_6_3', 'Karakteristika') }}
