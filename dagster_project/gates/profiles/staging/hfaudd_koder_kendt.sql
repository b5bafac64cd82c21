-- In use: the row of each person that the tables read, the newest up to the end of the period.
with sidste as (
    select person_id, max_by(coalesce(hfaudd, ''), hf_vfra) as kode
    from staging.stg_udda
    cross join studie.studie as s
    where hf_vfra <= greatest(s.periode_til, s.oevrig_referencedato)
    group by person_id
),

koder as (
    select sidste.kode, any_value(h.hfaudd) is null as ukendt, count(*) as antal
    from sidste
    left join (select distinct hfaudd::varchar as hfaudd from kode.hfaudd) as h on sidste.kode = h.hfaudd
    where sidste.kode <> ''
    group by sidste.kode
)

{{ named_by_frequency('personer') }}
