{{ bred_tabel('int_tabel_5_4', 'Afslagsgrund') }}
