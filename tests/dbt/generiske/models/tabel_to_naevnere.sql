select * from (values
    ('t', 'x', 'k', 'percent', 40.0, 2, 5), ('t', 'y', 'k', 'percent', 75.0, 3, 4)
) as celler (tabel, raekke, kolonne, statistik, vaerdi, antal, grundlag)
