-- Which columns a person counts in: the target group by municipality of the decision, the others by their group.
-- A view: at national size it is millions of rows, and each table reads a few of the columns.
{{ config(materialized='view') }}

select person.person_id, geografi.kolonne, geografi.slags
from {{ ref('int_person') }} as person
inner join {{ ref('int_geografi') }} as geografi on person.kommune = geografi.kommune
where person.gruppe = 'maalgruppe'
union all
select person_id, 'oevrig_befolkning' as kolonne, 'oevrig_befolkning' as slags
from {{ ref('int_person') }}
where er_oevrig_befolkning
union all
select person_id, 'oevrige_borgere' as kolonne, 'oevrige_borgere' as slags
from {{ ref('int_person') }}
where gruppe = 'sammenligning' and i_medicin
