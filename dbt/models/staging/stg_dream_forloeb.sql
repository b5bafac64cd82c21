with source as (

    select * from {{ source('raa', 'dream_forloeb') }}

),

renamed as (

    select
        -- ids
        person_id,
        -- weeks: runs of equal weeks (kode, uger) from Monday 1991-08-05 on; kode is null where no column was delivered
        ydelsesforloeb
    from source
    where status = 'accepteret'

)

select * from renamed
