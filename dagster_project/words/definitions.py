"""What each declared table of the report shows, in two Danish sentences: what is counted, and of what.

Words in braces are the study's own (`of_study`): ages, days and years that a study file chooses.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dagster_project.words.dates import danish_day

_MEASURES_OF_PATHWAY = (
    "Foranstaltninger efter slags for personer med forløbstypen i kommunens egen analyse. "
    "De tælles som i tabel 6.8, og procenterne er af søjlens foranstaltninger."
)

DEFINITIONS: Mapping[str, str] = {
    "figur_2.2": "Sager med tilkendelse efter afgørelsens år og den kommune, personen boede i. "
    "En sag tæller én gang, og sager fra Udbetaling Danmark er ikke med.",
    "4.1": "Personer, der fik tilkendt førtidspension i perioden, efter afgørelsens år og kommunen, de boede i. "
    "En person med flere tilkendelser tæller én gang, med den første; procenterne er af rækken.",
    "5.1": "Sager med tilkendelse, med afslag eller endnu ikke afgjort, efter det grundlag, der er søgt på. "
    "Procenterne er af søjlen; en sag uden afgørelse hører til perioden ved sin ansøgningsdato.",
    "5.1_lov": "Ansøgninger efter den bestemmelse i pensionsloven, sagen er behandlet efter, som den lød på dagen. "
    "Procenterne er af søjlen; sager uden bestemmelse er uoplyst.",
    "5.2": "Sager efter, om de er tilkendt, afslået eller endnu ikke afgjort. "
    "Procenterne er af rækken; andre afgørelser og sager fra Udbetaling Danmark er ikke ansøgninger og er ikke med.",
    "5.3": "De nytilkendte efter gruppen for den diagnose, pensionen er givet på. "
    "Uden diagnose hører en person til de øvrige; procenterne er af søjlen.",
    "5.4": "Sager med afslag efter den grund, der er registreret. Procenterne er af søjlen.",
    "5.4_hjemmel": "Sager med afslag efter den hjemmel i loven, afslaget er givet med. "
    "Procenterne er af søjlen; afslag uden hjemmel er uoplyst.",
    "5.5": "Ansøgninger efter det, rehabiliteringsteamet indstillede. "
    "Procenterne er af søjlen; ansøgninger uden indstilling er uoplyst.",
    "5.6": "Ansøgninger efter det, sundhedskoordinatoren vurderede. "
    "Procenterne er af søjlen; ansøgninger uden vurdering er uoplyst.",
    "5.7": "Ansøgninger efter, om personen havde haft et ressourceforløb. "
    "Procenterne er af søjlen; ansøgninger uden oplysning er uoplyst.",
    "6.1": "Gennemsnitsalder på afgørelsesdagen og andel af kvinder, indvandrere og personer med partner, efter det "
    "seneste udtræk af befolkningen før afgørelsen. "
    "Øvrig befolkning er personer på {oevrig_alder} {oevrig_referencedato} uden tilkendelse i perioden.",
    "6.2": "Den højeste uddannelse, der var fuldført på afgørelsesdagen; uden oplysning er det grundskole. "
    "Procenterne er af søjlen.",
    "6.3": "Gennemsnit af bruttoindkomsten og af ledighedsgraden (procent af et år) i {indkomst_aar}. "
    "Kun personer med en oplysning for det år er med.",
    "6.4": "Den ydelse eller løn, der fyldte mest i det sidste kvartal før tilkendelsen. "
    "Uoplyst samler ingen ydelse og de sjældneste tilstande; procenterne er af personer med et forløb.",
    "6.5": "Andel af de nytilkendte på {medicin_alder}, der har købt typen i de {medicin_dage} før afgørelsen. "
    "Øvrige borgere er personer af samme alder i de samme kommuner uden tilkendelse, set fra {oevrig_referencedato}.",
    "figur_6.1": "Personer på {medicin_alder} efter, hvor mange af medicintyperne i tabel 6.5 de har købt i de "
    "{medicin_dage} før afgørelsen. Procenterne er af søjlen.",
    "6.6": "Andel af personer på {medicin_alder}, hvis mor eller far har fået førtidspension i {foraelder_periode}. "
    "Ukendte forældre tæller som forældre uden førtidspension.",
    "6.7": "Personer med mindst én foranstaltning efter, hvor mange de har haft i de {kvartaler} før tilkendelsen. "
    "Perioder af samme slags med højst 7 dage imellem er én foranstaltning.",
    "6.8": "Foranstaltninger i den aktive beskæftigelsesindsats, begyndt i de {uger} før tilkendelsen, efter slags. "
    "Procenterne er af søjlens foranstaltninger, ikke af personer.",
    "6.8_andre": "Foranstaltninger uden for lov om en aktiv beskæftigelsesindsats, begyndt i de {uger} før "
    "tilkendelsen, efter slags. Procenterne er af søjlens foranstaltninger, ikke af personer.",
    "7.1": "Et kryds viser, at kommunens egen sekvensanalyse har en gruppe af forløbstypen. "
    "En gruppe får navn efter de ydelser, den har flest kvartaler med.",
    "7.2": "Personer efter forløbstype i kommunens egen sekvensanalyse af de {kvartaler} før tilkendelsen; søjlen for "
    "alle kommuner er den samlede analyse. Kommunernes egne analyser kan ikke sammenlignes indbyrdes, for grupper med "
    "samme navn er ikke sat sammen ens; det kan tabel 7.2, den samlede analyse.",
    "7.2_kommune": "Antal personer i hver forløbstype, som kommunernes egne analyser deler dem. "
    "Hver kommune er grupperet for sig, så søjlen for alle er en sum af grupper, der ikke er sat ens sammen.",
    "7.2_samlet": "Personer efter forløbstype i én analyse af alle studiets kommuner. "
    "Kun her er en forløbstype det samme i alle kommuner.",
    "7.2_kryds": "Personer efter forløbstype i den samlede analyse (rækker) og i kommunens egen (søjler). "
    "Hvor de to navne er forskellige, hedder personens forløb noget andet i de to analyser.",
    "7.3": _MEASURES_OF_PATHWAY,
    "7.4": _MEASURES_OF_PATHWAY,
    "7.5": _MEASURES_OF_PATHWAY,
    "7.6": _MEASURES_OF_PATHWAY,
    "7.7": _MEASURES_OF_PATHWAY,
    "bilag_1": "Hvor mange af de {kvartaler} før tilkendelsen en person i gennemsnit har haft hver ydelse, efter "
    "forløbstype i kommunens egen analyse. Under ydelserne står gruppens størrelse.",
    "bilag_2": "Andel af forløbstypens personer, der har købt medicin af typen i de {medicin_dage} før afgørelsen, i "
    "kommunens egen analyse. Alle er hele kommunens målgruppe, også personer uden forløb.",
}


def definition(number: str, study: Mapping[str, Any]) -> str:
    """The two sentences of a table for a study.

    Args:
        number: of the declared table; one that has none here gives an empty text.
        study: the keys of the study file, as the manifest of a generation has them; empty where that is not known.
    """
    return DEFINITIONS.get(number, "").format_map(of_study(study))


def of_study(study: Mapping[str, Any]) -> dict[str, str]:
    """What a study chose, in words; "studiets …" of what is not known."""
    if not study:
        return {
            "oevrig_alder": "studiets aldre",
            "oevrig_referencedato": "på studiets dag",
            "medicin_alder": "studiets aldre",
            "medicin_dage": "dage, studiet vælger,",
            "foraelder_periode": "studiets år",
            "kvartaler": "kvartaler",
            "uger": "uger",
            "indkomst_aar": "det år, studiet vælger",
        }
    return {
        "oevrig_alder": f"{study['oevrig_alder'][0]}-{study['oevrig_alder'][1]} år",
        "oevrig_referencedato": danish_day(date.fromisoformat(str(study["oevrig_referencedato"]))),
        "medicin_alder": f"{study['medicin_alder'][0]}-{study['medicin_alder'][1]} år",
        "medicin_dage": f"{study['medicin_dage']} dage",
        "foraelder_periode": f"{study['foraelder_periode'][0]}-{study['foraelder_periode'][1]}",
        "kvartaler": f"{study['kvartaler']} kvartaler",
        "uger": f"{int(study['kvartaler']) * int(study['uger_pr_kvartal'])} uger",
        "indkomst_aar": _income_year(int(study.get("indkomst_aar", 0))),
    }


def _income_year(against: int) -> str:
    return {0: "tilkendelsens kalenderår", -1: "kalenderåret før tilkendelsen"}.get(
        against, f"kalenderåret {-against} år før tilkendelsen"
    )
