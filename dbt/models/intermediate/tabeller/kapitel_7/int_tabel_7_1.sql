-- Table 7.1: which pathways the separate analysis of each municipality found. A group that is not there has no row.
with fundet as (

    select distinct forloebstype as raekke, kolonne, 'mark' as statistik, 1 as vaerdi
    from {{ ref('int_gruppe') }}
    where "analyse" = 'kommune'

)

{{ maal("'7.1'", 'fundet') }}
