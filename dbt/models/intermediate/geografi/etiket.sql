-- The Danish label of every key, and its place in a printed table: published, for the page.
{{ config(schema='kode') }}

with studiet as (

    -- Small numbers in words, as the report writes them: "Alle fire kommuner".
    select
        case count(*)
            when 1 then 'Kommunen i alt'
            when 2 then 'Begge kommuner'
            else 'Alle ' || coalesce({{ talord('count(*)') }}, cast(count(*) as varchar)) || ' kommuner'
        end as alle_kommuner
    from {{ source('studie', 'kommune') }}

),

forloebstyper as (

    -- Called as the rules name it; in the order of the printed report, a pathway that it does not have behind those.
    select
        coalesce(navne.forloebstype, liste.forloebstype) as forloebstype,
        coalesce(navne.tekst, liste.etiket) as etiket,
        coalesce(cast(liste.raekkefoelge as integer), 50 + navne.plads) as plads
    from (
        select forloebstype, min(tekst) as tekst, min(cast(raekkefoelge as integer)) as plads
        from {{ ref('forloebsnavn') }}
        group by forloebstype
    ) as navne
    full outer join {{ ref('forloebstype') }} as liste on navne.forloebstype = liste.forloebstype

),

etiketter as (

    select noegle, navn as etiket, cast(raekkefoelge as integer) as raekkefoelge, 1 as prioritet
    from {{ source('studie', 'kommune') }}
    union all
    select noegle, etiket, 100 + cast(raekkefoelge as integer) as raekkefoelge, 2 as prioritet
    from {{ ref('region') }}
    union all
    select
        liste.noegle,
        -- Its key speaks of the report's four; a study has as many as it has.
        case liste.noegle when 'alle_fire_kommuner' then studiet.alle_kommuner else liste.etiket end as etiket,
        200 + cast(liste.raekkefoelge as integer) as raekkefoelge,
        4 as prioritet
    from {{ ref('noegle') }} as liste
    cross join studiet
    union all
    -- A key that is a benefit's too is called as the benefit is.
    select
        forloebstype as noegle,
        etiket,
        300 + plads as raekkefoelge,
        if(forloebstype in (select liste.tilstand from {{ ref('tilstand') }} as liste), 5, 3) as prioritet
    from forloebstyper
    union all
    -- A municipality's own pathway, beside those of the pooled analysis (table 7.2_kryds).
    select
        kommune.noegle || ':' || forloebstyper.forloebstype as noegle,
        kommune.navn || ': ' || forloebstyper.etiket as etiket,
        100 * cast(kommune.raekkefoelge as integer) + forloebstyper.plads as raekkefoelge,
        4 as prioritet
    from {{ source('studie', 'kommune') }} as kommune
    cross join forloebstyper
    union all
    select noegle, etiket, 600 + plads as raekkefoelge, 7 as prioritet
    from {{ ref('int_lov__etiket') }}
    union all
    select noegle, navn as etiket, 2000 as raekkefoelge, 6 as prioritet
    from {{ ref('int_kommune') }}

)

select noegle, etiket, raekkefoelge
from etiketter
qualify row_number() over (partition by noegle order by prioritet, etiket) = 1
