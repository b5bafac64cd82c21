{{ bred_tabel('int_tabel_4_1', 'Kommune/region', statistik_i='kolonner') }}
