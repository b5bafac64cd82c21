{#- What the study needs of the registers that have dates of their own, and what their rows in force hold.
    CTE periode(emne, raekker, foerste, sidste, behov_fra, behov_til, mangler, taet); no row without a målgruppe.
    mangler: days that the register begins late plus days that it ends early. taet: within a quarter of a year it would have ten
    rows, were it as dense there as where it is: in a register of a handful of rows a gap says nothing. -#}
with indeks as (
    select
        min(m.afgoerelsesdato) as foerste_tilkendelse,
        max(m.afgoerelsesdato) as sidste_tilkendelse,
        least(min(m.afgoerelsesdato), any_value(s.oevrig_referencedato)) as foerste,
        greatest(max(m.afgoerelsesdato), any_value(s.oevrig_referencedato)) as sidste,
        any_value(s.kvartaler * s.uger_pr_kvartal) as uger,
        any_value(s.medicin_dage) as medicin_dage,
        make_date(any_value(s.foraelder_periode_fra), 12, 31) as foraelder_fra,
        make_date(any_value(s.foraelder_periode_til), 1, 1) as foraelder_til
    from forloeb.maalgruppe as m
    cross join studie.studie as s
),

spaend as (
    select 'amfora' as emne, count(*) as raekker, min(startdto) as foerste, max(startdto) as sidste
    from staging.stg_amfora
    union all
    select 'lmdb', count(*), date_trunc('month', min(eksd))::date, last_day(max(eksd)) from staging.stg_lmdb
    union all
    -- A pension that runs touches every later year. The register knows of none before 1992 when it began (999999): many
    -- that begin on one day until then began before it.
    select
        'foertidspension',
        count(*),
        case
            when min(fra) <= date '1992-01-01' and max(pr_dag) filter (fra = foerste_dag) >= 10 then date '1900-01-01'
            else min(fra)
        end,
        max(coalesce(til, date '9999-12-31'))
    from (
        select fra, til, count(*) over (partition by fra) as pr_dag, min(fra) over () as foerste_dag
        from staging.stg_foertidspension
    )
),

behov as (
    select
        'amfora' as emne,
        (date_trunc('week', foerste_tilkendelse)::date - 7 * uger::integer) as behov_fra,
        sidste_tilkendelse as behov_til
    from indeks
    union all
    select 'lmdb', date_trunc('month', foerste - medicin_dage::integer)::date, last_day(sidste) from indeks
    union all
    select 'foertidspension', foraelder_fra, foraelder_til from indeks
),

periode as (
    select
        spaend.*,
        behov.behov_fra,
        behov.behov_til,
        greatest(foerste - behov_fra, 0) + greatest(behov_til - sidste, 0) as mangler,
        raekker * 92.0 / (least(sidste, greatest(behov_til, foerste)) - foerste + 1) >= 10 as taet
    from spaend
    inner join behov using (emne)
    where behov.behov_fra is not null and behov.behov_til is not null
)
