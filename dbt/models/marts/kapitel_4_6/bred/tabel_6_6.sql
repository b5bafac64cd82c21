{{ bred_tabel('int_tabel_6_6', 'Kommune', statistik_i='kolonner') }}
