{{ bred_tabel('int_tabel_5_2', 'Kommune/region', statistik_i='kolonner') }}
