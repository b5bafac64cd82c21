{{ bred_tabel('int_bilag_2', 'Medicin', del='bilag_2_') }}
