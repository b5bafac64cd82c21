with source as (

    select * from {{ source('raa', 'tilkendelsesregister') }}

),

renamed as (

    select
        -- ids
        sagsid,
        afgnr,
        person_id,
        -- codes and texts
        bopkom,
        afgoerelse,
        grundlag,
        diag1,
        diag2,
        diag3,
        afslagsgrund,
        myndighed,
        sagsbehandler,
        lovgrundlag,
        anledning,
        havde_ftp,
        rehabteam_indstilling,
        sundkoord_vurdering,
        terminal,
        ressourceforloeb,
        arbejdsfunktioner,
        saerlige_omstaendigheder,
        samtykke,
        afslagshjemmel,
        udsendt,
        anke_af,
        -- dates
        ansdato,
        afgdato,
        paabdato,
        rehabteam_dato,
        sundkoord_dato,
        moedetilbud_dato,
        fristbrev_dato,
        revisionsdato,
        genforelagt_dato,
        virkningsdato,
        forventet_afgdato,
        -- provenance: the delivery that brought the row
        leverance
    from source
    where status = 'accepteret'

)

select * from renamed
