with source as (

    select * from {{ source('raa', 'amfora') }}

),

renamed as (

    select
        -- ids
        person_id,
        -- codes and texts
        foranst,
        stedtype,
        ydtype1,
        koragrad,
        indber,
        -- numbers
        timerpu,
        -- dates
        startdto,
        slutdto
    from source
    where status = 'accepteret'

)

select * from renamed
