-- In use: the records that can be counted, those of the målgruppe.
with maalgruppe as (
    select distinct sag.person_id
    from staging.stg_tilkendelsesregister as sag
    cross join studie.studie as s
    where
        sag.afgoerelse = 'T' and sag.afgdato between s.periode_fra and s.periode_til
        and upper(trim(coalesce(sag.myndighed, ''))) <> 'UDK'
),

koder as (
    select a.foranst as kode, any_value(f.foranst) is null as ukendt, count(*) as antal
    from staging.stg_amfora as a
    semi join maalgruppe as m using (person_id)
    left join (select distinct foranst::varchar as foranst from kode.foranst) as f on a.foranst = f.foranst
    group by a.foranst
)

{{ named_by_frequency('rækker') }}
