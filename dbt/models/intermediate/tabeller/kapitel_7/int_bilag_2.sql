-- Bilag 2: users of ADHD medicine and of psykofarmaka in each pathway of the separate analyses; `alle` is the whole
-- target group of the municipality, with or without a sequence.
with person as (

    select baggrund.*, kommune.noegle as kommune
    from {{ ref('int_person__baggrund') }} as baggrund
    inner join {{ ref('int_maalgruppe') }} as maalgruppe on baggrund.person_id = maalgruppe.person_id
    inner join {{ source('studie', 'kommune') }} as kommune on maalgruppe.kommune = kommune.kommune

),

medlem as (

    select person.*, gruppe.forloebstype as kolonne
    from person
    inner join {{ ref('int_gruppe') }} as gruppe
        on person.person_id = gruppe.person_id and gruppe."analyse" = 'kommune'
    union all
    select person.*, 'alle' as kolonne from person

),

optalt as (

    select
        'bilag_2_' || kommune as tabel,
        kolonne,
        count(*) as antal_personer,
        count(*) filter (where bruger_adhd_medicin) as adhd_medicin,
        count(*) filter (where bruger_psykofarmaka) as psykofarmaka
    from medlem
    group by kommune, kolonne
    union all
    select 'bilag_2_' || kolonner.kolonne as tabel, 'alle' as kolonne, 0, 0, 0
    from {{ ref('int_kolonne') }} as kolonner
    where kolonner.slags = 'kommune' and kolonner.kolonne not in (select person.kommune from person)

),

celler as (

    select tabel, 'adhd_medicin' as raekke, kolonne, adhd_medicin as antal, antal_personer as grundlag from optalt
    union all
    select tabel, 'psykofarmaka' as raekke, kolonne, psykofarmaka as antal, antal_personer as grundlag from optalt

),

i_alt as (

    select tabel, 'antal_personer' as raekke, kolonne, antal_personer as antal from optalt

)

{{ andele('tabel', 'celler') }}
union all
{{ antal('tabel', 'i_alt') }}
