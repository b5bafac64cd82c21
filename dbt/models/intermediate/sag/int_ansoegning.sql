-- An application is a case that was granted, refused or is undecided. Changes of a pension that runs (F, H, G, N) are
-- none, nor are the cases of Udbetaling Danmark; Ankestyrelsen counts like the municipality. A municipality is the
-- one that it became; 000 (abroad) is on no list and stays.
select
    sag.sagsid,
    sag.afgnr,
    sag.person_id,
    coalesce(kommune.blev_til, sag.bopkom) as kommune,
    afgoerelse.noegle as afgoerelse,
    sag.grundlag,
    sag.afslagsgrund,
    sag.diag1,
    sag.lovgrundlag,
    sag.rehabteam_indstilling,
    sag.sundkoord_vurdering,
    sag.ressourceforloeb,
    sag.afslagshjemmel,
    sag.paabdato,
    sag.afgdato,
    case when sag.afgoerelse = 'I' then sag.ansdato else sag.afgdato end as sagsdato
from {{ ref('stg_tilkendelsesregister') }} as sag
inner join {{ ref('afgoerelsesart') }} as afgoerelse on sag.afgoerelse = afgoerelse.kode
left join {{ ref('int_kommune') }} as kommune on sag.bopkom = kommune.kommune
where
    afgoerelse.er_ansoegning = 'J'
    and coalesce(upper(trim(sag.myndighed)), '') <> 'UDK'
