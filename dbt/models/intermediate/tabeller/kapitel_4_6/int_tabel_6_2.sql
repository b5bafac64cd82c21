-- Table 6.2: highest education in force on the index date.
with enheder as (

    select uddannelse.uddannelse as raekke, kolonne.kolonne
    from {{ ref('int_person__kolonne') }} as kolonne
    inner join {{ ref('int_person__uddannelse') }} as uddannelse on kolonne.person_id = uddannelse.person_id
    where kolonne.slags in {{ kommuner_og_studieregion() }} or kolonne.slags = 'oevrig_befolkning'

),

raekker as (

    select distinct tabel_6_2 as raekke from {{ ref('uddannelsesniveau') }}

),

kolonner as (

    select kolonne from {{ ref('int_kolonne') }} where slags in {{ kommuner_og_studieregion() }}
    union all
    select 'oevrig_befolkning' as kolonne

),

{{ soejletabel("'6.2'") }}
