{{ bred_tabel('int_tabel_6_7', 'Antal foranstaltninger') }}
