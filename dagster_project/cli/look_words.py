"""What `veje tjek` says: a line for each delivery, more only where there is something to be said."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from dagster_project.ingest.preview import WEEKS, FoundDelivery, FoundFile
from dagster_project.publication.summary import danish_count


def delivery_lines(one: FoundDelivery) -> Iterator[str]:
    """A line on the delivery, and below it whatever is to be said of it and its files."""
    rows = sum(file.raekker or 0 for file in one.filer)
    counts = f"{_count(len(one.filer), 'fil', 'filer')}, {_count(rows, 'række', 'rækker')}"
    mark = "✗ ville blive afvist" if one.afvises else ("! se nedenfor" if _is_odd(one) else "✓")
    yield f"{one.register}/{one.leverance}  {counts}{_period_of(one)}  {mark}"
    yield from (f"  ✗ {reason}" for reason in one.fejl)
    yield from (f"  · {note}" for note in one.noter)
    for file in one.filer:
        yield from _file_lines(file)
    if one.kilder:
        yield "  Indsæt i filen, som VEJE_KILDER (eller --kilder) nævner, og ret efter behov:"
        yield from (f"    {line}" for line in one.kilder)


def _is_odd(one: FoundDelivery) -> bool:
    return any(file.regler or file.ukendte_koder for file in one.filer)


def _period_of(one: FoundDelivery) -> str:
    periods = [file.periode for file in one.filer if file.periode]
    if not periods:
        return ""
    first = min((period.fra for period in periods), key=_in_time)
    last = max((period.til for period in periods), key=_in_time)
    is_sample = any((file.raekker or 0) > file.set for file in one.filer) and periods[0].kolonne != WEEKS
    sample = " i de første rækker af hver fil" if is_sample else ""
    return f", {periods[0].kolonne} {first}{f' til {last}' if last != first else ''}{sample}"


def _in_time(text: str) -> str:
    """Week columns have two digits of the year."""
    return ("1" if text[2:4] >= "90" else "2") + text if text.startswith("y_") else text


def _file_lines(file: FoundFile) -> Iterator[str]:
    lines = [f"✗ {reason}" for reason in file.fejl]
    lines += [
        f"! {rule.regel} {rule.kolonne}".rstrip()
        + f": {danish_count(rule.raekker)} af de første {_count(file.set, 'række', 'rækker')} ({percent(rule.andel)})"
        for rule in file.regler
    ]
    columns = list(dict.fromkeys(code.kolonne for code in file.ukendte_koder))
    for column in columns:
        codes = [f"{one.kode} ({danish_count(one.antal)})" for one in file.ukendte_koder if one.kolonne == column]
        lines.append(f"! ukendte koder i {column}, hyppigste først: {', '.join(codes)}")
    lines += [f"· {note}" for note in file.noter]
    if lines:
        yield f"  {file.fil}"
    yield from (f"    {line}" for line in lines)


def _count(number: int, one: str, many: str) -> str:
    return f"{danish_count(number)} {one if number == 1 else many}"


def percent(share: float) -> str:
    """A share of 0-1 in Danish."""
    return f"{100 * share:.1f} %".replace(".", ",")


@dataclass(frozen=True)
class Looked:
    """All that was looked at."""

    landing: Path
    leverancer: tuple[FoundDelivery, ...]
    stoppes: tuple[str, ...]
    """Registers of which a gate would stop a run, in words."""
    uden_leverancer: tuple[str, ...]
    ukendte_mapper: tuple[str, ...]
    exitkode: int

    def as_json(self) -> str:
        """One object."""
        said = {
            **asdict(self),
            "leverancer": [{**asdict(one), "afvises": one.afvises} for one in self.leverancer],
        }
        return json.dumps(said, ensure_ascii=False, indent=1, default=str)


def last_lines(looked: Looked) -> Iterator[str]:
    """What is said when every delivery has been told."""
    found = looked.leverancer
    yield from looked.stoppes
    yield from (f"{name}: mappen hører til intet register og læses ikke" for name in looked.ukendte_mapper)
    if not found:
        yield f"Der er ingen leverancer i {looked.landing}: de skal ligge i <register>/<ÅÅÅÅ-MM-DD>/"
        return
    if looked.uden_leverancer:
        yield f"Uden leverancer: {', '.join(looked.uden_leverancer)}"
    refused, odd = sum(one.afvises for one in found), sum(_is_odd(one) for one in found if not one.afvises)
    told = f"{refused} ville blive afvist, {odd} har rækker eller koder at se på"
    yield f"{_count(len(found), 'leverance', 'leverancer')} set efter: {told}"
