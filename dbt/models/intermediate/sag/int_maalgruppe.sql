-- The persons granted a pension in the period, each once, with the first grant; two on one day: the smallest SAGSID,
-- AFGNR.
with foerste as (

    select *
    from {{ ref('int_sag') }}
    where afgoerelse = 'tilkendelse'
    qualify row_number() over (partition by person_id order by afgdato, sagsid, afgnr) = 1

),

diagnose as (

    select distinct diag1, {{ icd10('diag1') }} as icd10
    from foerste

),

-- The longest prefix wins; the empty prefix of the list stands for all other codes.
liste as (

    select {{ icd10('icd10_praefiks') }} as praefiks, diagnosegruppe
    from {{ ref('icd10_diagnosegruppe') }}
    where icd10_praefiks is not null

),

gruppe as (

    select diagnose.diag1, liste.diagnosegruppe
    from diagnose
    inner join liste on starts_with(diagnose.icd10, liste.praefiks)
    qualify row_number() over (
        partition by diagnose.diag1 order by length(liste.praefiks) desc, liste.diagnosegruppe
    ) = 1

)

select
    foerste.person_id,
    foerste.sagsid,
    foerste.kommune,
    foerste.afgdato as afgoerelsesdato,
    cast(date_trunc('week', foerste.afgdato) as date) as tilkendelsesuge,
    coalesce(gruppe.diagnosegruppe, 'oevrige_diagnoser') as diagnosegruppe
from foerste
left join gruppe on foerste.diag1 = gruppe.diag1
