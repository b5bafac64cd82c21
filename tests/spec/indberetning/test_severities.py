"""Every rule is seen at work: held back, confirmed, warned about and let pass, each as its severity says."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from dagster_project.indberetning.received.confirmation_file import HEADER, parse_confirmations
from dagster_project.indberetning.sent.archive import read_archive
from dagster_project.indberetning.sent.confirmations import read_confirmations
from tests.lib.reporting import Values, World, code_lists
from tests.lib.rule_pool import PoolCase, own, read_again
from tests.spec.indberetning.test_rule_table import ELSEWHERE
from tests.spec.indberetning.variants import told

PASSES = "passes"
Example = tuple[str, str]
"""A rule, and its severity or that it passes."""


def examples() -> Iterator[tuple[Example, PoolCase]]:
    """The first line of each rule and severity that nothing else holds back, and the first that breaks nothing.

    A fault seldom comes alone, and need not.
    """
    rules = code_lists().rules.filter(~code_lists().rules["regel"].is_in(ELSEWHERE))
    wanted = {*rules.select("regel", "alvor").rows(), *((rule, PASSES) for rule in rules["regel"])}
    for rule, severity in sorted(wanted - {("R19", "advarsel")}):
        for case in told(rule):
            found = read_again(case)
            mine = {said for (broken, _), said in found.items() if broken == rule}
            others = {said for (broken, _), said in found.items() if broken != rule}
            alone = severity == "fejl" or not others & {"fejl", "bekraeft"}
            if alone and mine == ({severity} if severity != PASSES else set()):
                yield (rule, severity), case
                break


EXAMPLES = dict(examples())
PLACES = {example: place for place, example in enumerate(EXAMPLES)}


def test_every_rule_and_severity_has_an_example() -> None:
    rules = code_lists().rules.filter(~code_lists().rules["regel"].is_in(ELSEWHERE))
    # UDK's number that is none is told in test_rules_content.
    assert set(EXAMPLES) == {
        *(row for row in rules.select("regel", "alvor").rows() if row != ("R19", "advarsel")),
        *((rule, PASSES) for rule in rules["regel"]),
    }


class Story:
    """All examples in one register: exported, everything that asks for it confirmed, and exported again."""

    def __init__(self, home: Path) -> None:
        self.world = World(home)
        for example, case in EXAMPLES.items():
            self._put(case, PLACES[example])
        self.months = {str(row["afgdato"])[:7] for row in self.world.cases.values()}
        self.before = self._export()
        self.first = self._errors()
        self.answers = self._confirm_everything()
        self.after = self._export()
        self.second = self._errors()

    def sagsid(self, example: Example) -> str:
        return str(own(EXAMPLES[example].decision, PLACES[example])["sagsid"])

    def _put(self, case: PoolCase, place: int) -> None:
        for row in (case.decision, *(case.around.get("earlier") or [])):
            self.world.put(own(row, place))
            self.world.pnr[own(row, place)["person_id"]] = f"0101{70 + place // 100}{place % 100:04d}"
        for name in ("courses", "incomes", "pensions", "weeks"):
            getattr(self.world, name).extend(own(row, place) for row in case.around.get(name) or [])

    def _export(self) -> set[str]:
        """The decisions that are sent so far, by CPR number and day: the file does not name the case."""
        self.world.export(*self.months)
        rows = read_archive(self.world.root).rows
        return {f"{cpr} {day} {code}" for cpr, day, code in rows.select("cpr", "afgoerelsesdato", "afgoerelse").rows()}

    def sent(self, example: Example, so_far: set[str]) -> bool:
        row = own(EXAMPLES[example].decision, PLACES[example])
        return f"{self.world.pnr[row['person_id']]} {row['afgdato']} {row['afgoerelse']}" in so_far

    def _errors(self) -> list[Values]:
        newest = [max(month.iterdir()) for month in self.world.root.glob("*/*-*")]
        rows = list[Values]()
        for folder in newest:
            with next(folder.glob("*_fejl.csv")).open(encoding="utf-8", newline="") as stream:
                rows += csv.DictReader(stream, delimiter=";")
        return rows

    def _confirm_everything(self) -> dict[tuple[str, str], str | None]:
        lines = {(row["sagsid"].removeprefix("'"), row["regel"]) for row in self.first}
        text = [";".join(HEADER), *(f"{case};1;{rule};ABC;2026-05-01;prøvet" for case, rule in sorted(lines)), ""]
        self.world.take(parse_confirmations("alle.csv", "\n".join(text).encode()), "2026-05-01T09:00")
        kept = read_confirmations(self.world.root)
        return {(case, rule): reason for case, rule, reason in kept.select("sagsid", "regel", "grund").rows()}


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    return Story(tmp_path_factory.mktemp("alvor"))


def listed(rows: list[Values], sagsid: str, rule: str) -> set[str]:
    return {row["alvor"] for row in rows if row["sagsid"].removeprefix("'") == sagsid and row["regel"] == rule}


@pytest.mark.parametrize("example", EXAMPLES, ids="/".join)
def test_a_rule_does_what_its_severity_says(story: Story, example: Example) -> None:
    rule, severity = example
    case = story.sagsid(example)
    assert listed(story.first, case, rule) == ({severity} - {PASSES})
    assert story.sent(example, story.before) == (severity in {"advarsel", PASSES})
    assert story.sent(example, story.after) == (severity != "fejl")
    expected = {"fejl": "er_fejl", "bekraeft": None, "advarsel": "kraever_ingen"}
    if severity != PASSES:
        assert story.answers[case, rule] == expected[severity]
        assert listed(story.second, case, rule) == {"bekraeftet" if severity == "bekraeft" else severity}
