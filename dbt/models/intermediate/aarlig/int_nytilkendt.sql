-- Everybody who was ever granted a pension, in the register's whole time, each once with the first grant; two on one
-- day: the smallest SAGSID, AFGNR. Beside int_maalgruppe, which knows the study's period alone.
select
    person_id,
    kommune,
    afgdato as afgoerelsesdato,
    year(afgdato) as aar
from {{ ref('int_ansoegning') }}
where afgoerelse = 'tilkendelse' and afgdato is not null
qualify row_number() over (partition by person_id order by afgdato, sagsid, afgnr) = 1
