{{ bred_tabel('int_tabel_5_3', 'Tilkendelsesdiagnose') }}
