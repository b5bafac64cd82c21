{{ bred_tabel('int_tabel_6_2', 'Højeste fuldførte uddannelse') }}
