{{ bred_tabel('int_tabel_7_2', 'Forløbstype', statistik_i='kolonner', tabel='7.2_kommune') }}
