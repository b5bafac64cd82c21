{{ bred_tabel('int_tabel_7_3_til_7', 'Foranstaltning', tabel='7.6') }}
