{{ bred_tabel('int_tabel_6_4', 'Forsørgelsesgrundlag') }}
