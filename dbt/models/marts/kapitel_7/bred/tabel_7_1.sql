{{ bred_tabel('int_tabel_7_1', 'Forløbstype', decimaler=0) }}
