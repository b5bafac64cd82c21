{{ bred_tabel('int_bilag_1', 'Ydelse', del='bilag_1_') }}
