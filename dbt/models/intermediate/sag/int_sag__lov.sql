-- What the register says of an application in the words of the law since 2003: a row for each field that a table shows,
-- with what the value meant on the day. Unknown or empty is uoplyst. The ground of a refusal is one of refusals alone.
with vaerdier as (

    select
        sag.kommune,
        sag.sagsdato,
        felt.felt,
        felt.tabel,
        case felt.felt
            when 'LOVGRUNDLAG' then sag.lovgrundlag
            when 'AFSLAGSHJEMMEL' then sag.afslagshjemmel
            when 'REHABTEAM_INDSTILLING' then sag.rehabteam_indstilling
            when 'SUNDKOORD_VURDERING' then sag.sundkoord_vurdering
            when 'RESSOURCEFORLOEB' then sag.ressourceforloeb
        end as vaerdi
    from {{ ref('int_sag') }} as sag
    cross join {{ lovens_tabeller() }} as felt (felt, tabel)
    where felt.felt <> 'AFSLAGSHJEMMEL' or sag.afgoerelse = 'afslag'

)

select
    vaerdier.kommune,
    vaerdier.tabel,
    coalesce({{ lovens_noegle('liste') }}, lower(vaerdier.felt) || '_uoplyst') as noegle,
    liste.vaerdi is not null as er_kendt
from vaerdier
left join {{ ref('indberetning_vaerdi') }} as liste
    on
        vaerdier.felt = liste.felt and vaerdier.vaerdi = liste.vaerdi
        and {{ gyldig_paa('liste', 'vaerdier.sagsdato') }}
