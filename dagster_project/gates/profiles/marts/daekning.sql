-- Share of the målgruppe with any row. DREAM is measured on the study's municipalities: sequences are asked of them
-- alone, and a delivery may hold them alone.
with maalgruppe as (
    select m.person_id, k.kommune is not null as i_studiet
    from forloeb.maalgruppe as m
    left join studie.kommune as k using (kommune)
)

{% for register in ['bef', 'dream', 'udda', 'ind', 'idap'] -%}
select
    '{{ register }}' as emne,
    count(*) filter (person_id in (select person_id from staging.stg_{{ register }})) as taeller,
    count(*) as naevner
from maalgruppe
{% if register == 'dream' -%}
where i_studiet
{% endif -%}
{% if not loop.last -%}
union all
{% endif -%}
{% endfor -%}
order by emne
