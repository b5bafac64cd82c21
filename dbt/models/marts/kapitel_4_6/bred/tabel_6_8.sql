{{ bred_tabel('int_tabel_6_8', 'Foranstaltning') }}
