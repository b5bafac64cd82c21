select * from (values
    ('t', 'x', 'k', 'percent', 40.0, 2, 5), ('t', 'y', 'k', 'percent', 60.0, 3, 5),
    ('t', 'alle', 'k', 'percent', 100.0, 5, 5), ('t', 'gennemsnit', 'k', 'percent', 12.5, null, null),
    ('t', 'x', 'k', 'n', 2.0, 2, null), ('t', 'y', 'k', 'n', 3.0, 3, null), ('t', 'alle', 'k', 'n', 5.0, 5, null)
) as celler (tabel, raekke, kolonne, statistik, vaerdi, antal, grundlag)
