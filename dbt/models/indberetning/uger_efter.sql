-- The four weeks after the week of a grant in DREAM (rule R30). A week that is not delivered counts in neither column,
-- a person without a DREAM row has no row. Element i of ydelser begins Monday 1991-08-05 + 7 (i - 1) days; '' is none.
with tilkendelse as (

    select
        sagsid,
        person_id,
        cast(cast(date_trunc('week', afgdato) as date) - date '1991-08-05' as integer) // 7 + 1 as element
    from {{ ref('stg_tilkendelsesregister') }}
    where afgoerelse = 'T' and afgdato is not null

),

uge as (

    select
        tilkendelse.sagsid,
        dream.ydelser[tilkendelse.element + frem.nr] as ydelse,
        date '1991-08-05' + 7 * cast(tilkendelse.element + frem.nr - 1 as integer) as uge
    from tilkendelse
    inner join {{ ref('stg_dream') }} as dream on tilkendelse.person_id = dream.person_id
    cross join range(1, 5) as frem (nr)
    where tilkendelse.element + frem.nr >= 1

)

select
    uge.sagsid,
    count(*) as uger,
    bool_and(uge.ydelse = '' or coalesce(koder.tilstand_udvidet = 'loenmodtager', false)) as alle_loenmodtager
from uge
left join {{ ref('dream_ydelse') }} as koder
    on uge.ydelse = cast(koder.kode as varchar) and {{ gyldig_paa('koder', 'uge.uge') }}
where uge.ydelse is not null
group by uge.sagsid
order by uge.sagsid
