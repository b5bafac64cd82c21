{{ bred_tabel('int_tabel_5_1', 'Ansøgningsgrundlag') }}
