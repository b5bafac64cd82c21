"""`veje studie ny`: a commented study file from what is given, or asked for."""

import json
import sys
from argparse import Namespace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from dagster_project.errors import ConfigurationError
from dagster_project.registers.codelists import read_list
from dagster_project.settings import Settings
from dagster_project.study import load_study

# The extended states came with the reforms of 2013 and 2014.
FIRST_YEAR_OF_EXTENDED = 2013
_QUESTIONS = {
    "titel": "Titel",
    "fra": "Første dag for afgørelserne (ÅÅÅÅ-MM-DD)",
    "til": "Sidste dag (ÅÅÅÅ-MM-DD)",
    "kommuner": "Kommunekoder med mellemrum, i tabellernes rækkefølge",
}


def write_study(settings: Settings, arguments: Namespace) -> int:
    """Write the file and say what to do with it; 0.

    Raises:
        ConfigurationError: when the file is there, something is not given and nobody can be asked, a municipality is
            unknown, or the study that came of it is refused.
    """
    file: Path = arguments.fil
    if file.exists():
        raise ConfigurationError("en fil, der ikke er der", "den findes allerede", str(file), "vælg et andet navn")
    first, last = arguments.periode or (_asked_day("fra"), _asked_day("til"))
    codes = arguments.kommuner or _asked("kommuner").split()
    named = _municipalities(settings, codes)
    title = arguments.titel or (_asked("titel") if sys.stdin.isatty() else f"{', '.join(named.values())} {first.year}")
    alphabet = arguments.alfabet or ("tilstand_udvidet" if first.year >= FIRST_YEAR_OF_EXTENDED else "tilstand_akf2012")
    text = _text(file.stem, title, (first, last), named, _region(settings, codes[0]), alphabet)
    with TemporaryDirectory() as folder:
        # What is written is what a run can read, or nothing is written.
        tried = Path(folder) / file.name
        tried.write_text(text, encoding="utf-8")
        load_study(tried)
    file.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{file} er skrevet. Brug den: VEJE_STUDIE={file} veje run\n")
    return 0


def _asked(what: str) -> str:
    if not sys.stdin.isatty():
        option = "periode" if what in {"fra", "til"} else what
        raise ConfigurationError(
            f"--{option}", "den er ikke givet, og her er ingen terminal at spørge på", "veje studie ny", "giv den med"
        )
    return input(f"{_QUESTIONS[what]}: ").strip()


def _asked_day(what: str) -> date:
    text = _asked(what)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ConfigurationError("en dato (ÅÅÅÅ-MM-DD)", f"'{text}'", _QUESTIONS[what], "svar igen") from None


def _municipalities(settings: Settings, codes: list[str]) -> dict[str, str]:
    listed = {row["kom"].lstrip("0"): row["navn"] for row in read_list(settings, "kommune", ("kom", "navn"))}
    unknown = [code for code in codes if code.lstrip("0") not in listed]
    if unknown or not codes:
        found = f"ukendt: {', '.join(unknown)}" if unknown else "ingen"
        raise ConfigurationError("kommunekoder af kommune.csv", found, "--kommuner", "ret koderne")
    return {code.lstrip("0"): listed[code.lstrip("0")] for code in codes}


def _region(settings: Settings, code: str) -> str:
    rows = read_list(settings, "kommune", ("kom", "region_kode"))
    return next(row["region_kode"] for row in rows if row["kom"].lstrip("0") == code.lstrip("0"))


def _text(  # noqa: PLR0913, PLR0917 - the keys of a study that nobody can guess
    name: str, title: str, period: tuple[date, date], named: dict[str, str], region: str, alphabet: str
) -> str:
    first, last = period
    municipalities = ", ".join(json.dumps(code) for code in named)
    return f"""navn = {json.dumps(name, ensure_ascii=False)}
titel = {json.dumps(title, ensure_ascii=False)}
periode = [{first}, {last}]  # afgørelser fra og med, til og med
kommuner = [{municipalities}]  # {", ".join(named.values())}, i tabellernes rækkefølge
region = "{region}"  # kommunernes region; den første kommunes, hvis de ligger i flere
kvartaler = 20  # før tilkendelsen; tidspunkter for foranstaltninger kræver 20
uger_pr_kvartal = 13
alfabet = "{alphabet}"  # kolonne i kodelisten dream_ydelse: hvilke tilstande forløbene består af
oevrig_alder = [15, 64]  # resten af befolkningen, alder på referencedatoen
oevrig_referencedato = {first.replace(day=1, month=1)}
medicin_alder = [19, 59]  # tabel 6.5 og 6.6, alder på indeksdatoen
medicin_dage = 365
foraelder_periode = [1990, {first.year}]  # år, hvor en forælder kan have fået førtidspension

# Kan tilføjes:
# pnr_format = "dst"          # Danmarks Statistiks numre i stedet for CPR
# min_celle = 5               # færre personer end det vises ikke uden for huset
# mindste_gruppe = 20         # personer i den mindste gruppe af forløb
# indkomst_aar = -1           # tabel 6.3 læser året før indeksdatoens
# sekvens_alder = [18, 66]    # alder ved tilkendelsen for dem, der får et forløb
# antal_grupper = {{ samlet = 6 }}
"""
