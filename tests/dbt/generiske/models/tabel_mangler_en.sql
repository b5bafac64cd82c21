-- One of five is in no row, neither as a share nor as a count.
select * from (values
    ('t', 'x', 'k', 'percent', 40.0, 2, 5), ('t', 'y', 'k', 'percent', 40.0, 2, 5),
    ('t', 'x', 'k', 'n', 2.0, 2, null), ('t', 'y', 'k', 'n', 2.0, 2, null), ('t', 'alle', 'k', 'n', 5.0, 5, null)
) as celler (tabel, raekke, kolonne, statistik, vaerdi, antal, grundlag)
