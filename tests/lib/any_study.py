"""What is asked of every study, however odd: it is published and safe, or stopped for a reason of its data."""

from dataclasses import dataclass

import duckdb
import pytest

from dagster_project.disclosure import attack_file
from dagster_project.errors import ConfigurationError, GateStopped
from dagster_project.publication.content import open_published
from dagster_project.study import load_study
from dagster_project.warehouse import open_warehouse
from tests.lib.random_country import Drawn
from tests.lib.workshop import Workshop

# What may stop a study: its data. Every other check that stops is a fault of the product.
OF_THE_DATA = {
    "karantaene_andel",
    "periode_daekket",
    "aarets_daekning",
    "maalgruppe_findes",
    "daekning",
    "foranst_koder_kendt",
    "hfaudd_koder_kendt",
    "alder_plausibel",
    "et_koen_en_foedselsdag",
    "indkomst_plausibel",
    "slaegtninge_laeses",
}
_VERDICTS = "SELECT navn, emne, udfald, alvor, fundet FROM kvalitet.gate WHERE udfald IN ('stoppet', 'fejl')"
_BEFORE_ANY_STUDY = """
SELECT navn FROM kvalitet.gate
WHERE udfald IN ('stoppet', 'fejl') AND alvor = 'stop' AND trin IN ('leverance', 'raa', 'staging', 'indberetning')
"""
_SHOWN = "SELECT count(*) FROM frigivelse.rapporttabel WHERE antal IS NOT NULL"


@dataclass(frozen=True)
class Outcome:
    """How a study ended: ``stopped_by`` (checks, or the error of the study file) is empty for one that is published."""

    stopped_by: tuple[str, ...] = ()
    shown: int = 0
    withheld: int = 0

    def __str__(self) -> str:
        if self.stopped_by:
            return f"stoppet: {', '.join(self.stopped_by)}"
        return f"publiceret, {self.shown} antal vist, {self.withheld} tabeller tilbageholdt"


def judge(workshop: Workshop, study: Drawn) -> Outcome:
    """Take a study through the pipeline and one month through the export; its outcome.

    Raises:
        AssertionError: when something was published that is not whole or not safe, or a fault of ours stopped it.
    """
    country, changes = study
    workshop.lay_out(country, changes)
    try:
        assert workshop.run() == 0
        outcome = _published(workshop)
    except GateStopped as stopped:
        outcome = _stopped(workshop, stopped)
    except ConfigurationError as error:
        return Outcome((error.found,))
    _reported(workshop, f"{country.first:%Y-%m}")
    return outcome


def _reported(workshop: Workshop, month: str) -> None:
    """Reporting waits for no study: only a gate of what it is made of itself keeps a month from being exported."""
    with open_warehouse(workshop.settings) as con:
        before = con.execute(_BEFORE_ANY_STUDY).fetchall()
    if not before:
        assert workshop.export(month) == 0
        return
    with pytest.raises(GateStopped) as refused:
        workshop.export(month)
    assert any(name in str(refused.value) for (name,) in before), f"{refused.value}, though only {before} stopped"


def _published(workshop: Workshop) -> Outcome:
    settings = workshop.settings
    study = load_study(settings.study_file)
    with open_published(settings.published_file) as con:
        assert con.execute("SELECT studie FROM kvalitet.generation").fetchone() == (study.navn,)
        assert con.execute(_VERDICTS).fetchall() == [], "a check that gave no answer"
        assert _count(con, "SELECT count(*) FROM forloeb.maalgruppe") > 0
        assert (_count(con, "SELECT count(*) FROM forloeb.timing") > 0) <= study.has_timing
        withheld = _count(con, "SELECT count(*) FROM kvalitet.diskretion WHERE tilbageholdt")
        shown = _count(con, _SHOWN)
    attack = attack_file(settings.published_file, study.min_celle)
    assert attack.broken == 0, f"{attack.broken} hidden numbers can be bounded"
    assert (settings.report_dir / "index.html").is_file()
    return Outcome(shown=shown, withheld=withheld)


def _stopped(workshop: Workshop, stopped: GateStopped) -> Outcome:
    with open_warehouse(workshop.settings) as con:
        verdicts = con.execute(_VERDICTS + " AND alvor = 'stop'").fetchall()
    names = {name for name, *_ in verdicts}
    assert names, f"no check stopped it, but: {stopped}"
    assert names <= OF_THE_DATA, f"not a matter of the data: {verdicts}"
    return Outcome(tuple(sorted(names)))


def _count(con: duckdb.DuckDBPyConnection, query: str) -> int:
    return int(con.execute(query).fetchall()[0][0])
