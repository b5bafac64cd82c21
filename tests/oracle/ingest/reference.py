"""The fate of every row of a register, told row by row in plain Python from docs/contract/deliveries.md.

Nothing is shared with the ingestion but the code lists: rules and versions are written down once more.
"""

import hashlib
import hmac
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from tests.oracle.ingest.contract import CODES, DREAM, PLAIN, UNKNOWN, Plain
from tests.oracle.ingest.plain_files import BAD, PlainFile, Record, read_file


@dataclass
class Fate:
    """Where one row ended: ``status`` is accepteret, dublet, erstattet, or karantaene with rule and column."""

    leverance: str
    fil: str
    linje: int
    status: str
    regel: str = ""
    kolonne: str = ""
    values: dict[str, Any] = field(default_factory=dict)


def fates(folder: Path, register: str, key: bytes) -> list[Fate]:
    """Every row of every delivery of the register, in the order of versions."""
    told = [
        _fate(register, delivery.name, file, record, key)
        for delivery in sorted(folder.iterdir())
        for file in map(read_file, sorted(delivery.iterdir(), key=os.fsencode))
        for record in file.records
    ]
    good = [fate for fate in told if not fate.regel]
    _replace_months(good) if register == "lmdb" else _replace_keys(good, register)
    return told


def filled(number: str) -> str:
    """A person's number with the zeros that a numeric column has lost; nobody's stays nobody's."""
    return number.zfill(10) if number.strip("0") else number


def _replace_keys(good: list[Fate], register: str) -> None:
    in_force: dict[Any, Fate] = {}
    for fate in good:
        key = tuple(fate.values[name] for name in PLAIN[register].key)
        before = in_force.get(key)
        if before and before.values == fate.values:
            fate.status = "dublet"
            continue
        if before:
            before.status = "erstattet"
        in_force[key] = fate


def _replace_months(good: list[Fate]) -> None:
    newest = {fate.values["EKSD"][:7]: fate.leverance for fate in good}
    for fate in good:
        if fate.leverance != newest[fate.values["EKSD"][:7]]:
            fate.status = "erstattet"


def _fate(register: str, leverance: str, file: PlainFile, record: Record, key: bytes) -> Fate:
    fate = Fate(leverance, file.name, record.line, "accepteret")
    plain = PLAIN[register]
    persons = {name for name in file.numeric if name.upper() in {"PNR", *plain.relatives}}
    whole = [filled(cell) if name in persons else cell for name, cell in zip(file.header, record.cells, strict=False)]
    record = replace(record, cells=whole) if persons else record
    broken = next(_broken(plain, leverance, file.header, record), None)
    if broken:
        fate.status = "karantaene"
        fate.regel, fate.kolonne = broken
        return fate
    cells = _cells(file.header, record)
    fate.values = {name: _value(PLAIN[register], name, cells.get(name, ""), key) for name in PLAIN[register].columns}
    if register == "dream":
        fate.values |= {week: repaired(cells[week], DREAM) for week in map(week_name, file.header) if week}
    return fate


def _cells(header: list[str], record: Record) -> dict[str, str]:
    return {week_name(name) or name.upper(): cell.strip() for name, cell in zip(header, record.cells, strict=True)}


def week_name(header: str) -> str:
    """`y_0201` for `y_0201`, `Y_201`, `y_00201`; nothing for what is no week."""
    digits = re.fullmatch(r"[yY]_0*([1-9][0-9]*)", header)
    return f"y_{digits[1]:0>4}" if digits else ""


def _value(plain: Plain, name: str, cell: str, key: bytes) -> Any:
    if name == "PNR" or name in plain.relatives:
        number = cell if birth(cell) else None
        return number and hmac.new(key, number.encode(), hashlib.sha256).hexdigest()[:32]
    if name in plain.dates:
        return as_date(cell)
    if name in plain.numbers:
        return as_number(cell)
    if cell in UNKNOWN.get(name, ()):
        return None
    return repaired(cell, plain.repaired.get(name, [])) or None


def _broken(plain: Plain, leverance: str, header: list[str], record: Record) -> Iterator[tuple[str, str]]:
    """Broken rules in the order of the contract."""
    if len(record.cells) != len(header) or not record.closed:
        yield "antal_felter", ""
        return
    yield from (("kodning", name) for name, cell in zip(header, record.cells, strict=True) if BAD in cell)
    cells = _cells(header, record)
    there = [name for name in plain.columns if name in cells]
    yield from (("noegle_mangler", name) for name in plain.key if name != "PNR" and not cells[name])
    born = birth(cells["PNR"])
    if not born:
        yield "pnr_format", "PNR"
        return
    for name in (name for name in there if name in plain.dates):
        if as_date(cells[name]) is None and (cells[name] or name in plain.required):
            yield "dato_format", name
    for name in (name for name in there if name in plain.numbers):
        if as_number(cells[name]) is None and (cells[name] or name in plain.required):
            yield "tal_format", name
        if name == "AAR" and as_number(cells[name]) != int(as_number(cells[name]) or 0):
            yield "tal_format", name
    for name in (name for name in there if name in CODES):
        if cells[name] in UNKNOWN.get(name, ()):
            continue
        if not re.fullmatch(CODES[name], repaired(cells[name], plain.repaired.get(name, []))):
            yield "kode_ukendt", name
    if cells.get("AFGOERELSE") == "A" and not re.fullmatch("[1-8]", cells["AFSLAGSGRUND"]):
        yield "kode_ukendt", "AFSLAGSGRUND"
    yield from _out_of_range(cells, leverance)
    yield from _impossible(plain, there, cells, born)


def _out_of_range(cells: dict[str, str], leverance: str) -> Iterator[tuple[str, str]]:
    limits = {"AAR": (1980, int(leverance[:4])), "ARLEDGR": (0, 1000)}
    for name, (low, high) in limits.items():
        if name in cells and not low <= (as_number(cells[name]) or 0) <= high:
            yield "vaerdi_omraade", name
    if "APK" in cells and as_number(cells["APK"]) == 0:
        yield "vaerdi_omraade", "APK"


def _impossible(plain: Plain, there: list[str], cells: dict[str, str], born: str) -> Iterator[tuple[str, str]]:
    for name in (name for name in there if name in plain.dates):
        if (as_date(cells[name]) or born) < born:
            yield "dato_umulig", name
    for earlier, later in plain.orders:
        if cells[later] and cells[earlier] and (as_date(cells[later]) or "") < (as_date(cells[earlier]) or ""):
            yield "dato_umulig", later


def birth(number: str) -> str | None:
    """The birth date that a number says (ISO text)."""
    if not re.fullmatch("[0-9]{10}", number):
        return None
    year, seventh = int(number[4:6]), int(number[6])
    if seventh < 4:
        century = 1900
    elif seventh in {4, 9}:
        century = 2000 if year < 37 else 1900
    else:
        century = 2000 if year < 58 else 1800
    return _real(century + year, int(number[2:4]), int(number[:2]))


def as_date(cell: str) -> str | None:
    for form in (r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)", r"(?P<d>\d\d)-(?P<m>\d\d)-(?P<y>\d{4})",
                 r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)"):  # fmt: skip
        if found := re.fullmatch(form, cell, re.ASCII):
            return _real(int(found["y"]), int(found["m"]), int(found["d"]))
    return None


def _real(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def as_number(cell: str) -> float | None:
    form = r"-?([0-9]+([.,][0-9]+)?|[.,][0-9]+)([eE][+-]?[0-9]{1,3})?"
    return float(cell.replace(",", ".")) if re.fullmatch(form, cell) else None


def repaired(cell: str, codes: list[str]) -> str:
    """The code that the cell is with its zeros lost, or with one too many."""
    if cell in codes or not re.fullmatch("[0-9]+", cell):
        return cell
    meant = [code for code in codes if code.lstrip("0") == cell.lstrip("0") and len(cell) <= len(code) + 1]
    return meant[0] if len(meant) == 1 else cell
