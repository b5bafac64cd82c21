-- The persons refused in a year, once at the year's first refusal, and whether they were granted a pension after it and
-- within three years. Only years that the register reaches three years beyond: of the others it cannot tell.
with sag as (

    select
        *,
        year(afgdato) as aar
    from {{ ref('int_ansoegning') }}
    where afgdato is not null and afgoerelse in ('tilkendelse', 'afslag')

)

select
    sag.person_id,
    sag.kommune,
    sag.aar,
    exists(
        select 1
        from sag as senere
        where
            senere.person_id = sag.person_id and senere.afgoerelse = 'tilkendelse'
            and senere.afgdato > sag.afgdato and senere.afgdato <= sag.afgdato + to_years(3)
    ) as senere_tilkendt
from sag
where
    sag.afgoerelse = 'afslag'
    and make_date(sag.aar + 3, 12, 31) <= (select max(alle.afgdato) from sag as alle)
qualify row_number() over (partition by sag.person_id, sag.aar order by sag.afgdato, sag.sagsid, sag.afgnr) = 1
