-- The ressourceforløb of AMFORA (rule R17 asks when the first one began).
select distinct
    amfora.person_id,
    amfora.startdto
from {{ ref('stg_amfora') }} as amfora
inner join {{ ref('foranst') }} as foranst
    on
        cast(amfora.foranst as varchar) = cast(foranst.foranst as varchar)
        and {{ gyldig_paa('foranst', 'amfora.startdto') }}
where foranst.foranstaltning = 'ressourceforloeb'
order by amfora.person_id, amfora.startdto
