"""Deliveries as a stranger might send them: every dress that the contract allows, good rows among broken ones."""

import gzip
import random
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tests.oracle.ingest.contract import PLAIN
from tests.oracle.ingest.reference import as_date, as_number

DAYS = ["2009-12-31", "2010-06-30", "2011-01-31"]
GOOD_DATES = [
    "2008-01-31",
    "31-01-2008",
    "20080131",
    "2008-02-29",
    "2007-12-31",
    "2008-03-01",
    "01-03-2008",
    "20671231",
]
BAD_DATES = [
    "",
    "2007-02-29",
    "2008-13-01",
    "snart",
    "2008-1-31",
    "31-1-2008",
    "1899-12-31",
    "00000000",
    "2008-01-31 00:00",
]
NUMBERS = ["1", "2", "-1", "1,0", "1.0", "2,5", "-0,5", "0", "0,00", "250000", "", "1.000,5", "1 000", "to", "1e5"]
YEARS = ["2007", "2008", "2009", "2010", "2011", "2012", "1979", "1980", "", "2007,0", "2007,5", "07"]
NUMBERS_OF_PERSONS = [
    "0101700001", "0202750002", "2902004001", "0101364001", "0101999001", "3112995801", "1503607700",  # dates
    "2902000001", "", "010170-0001", "101700001", "01017000011", "3102700001", "0000000000", "٠١٠١٧٠٠٠٠١",
]  # fmt: skip
KOMMUNER = ["657", "0657", "101", "000", "0", "999", "", "00657", "65"]
POOLS: dict[str, list[str]] = {
    "SAGSID": ["S1", "S2", "S3", "S4", " S1 ", "", "S;5", 'S"6', "S€7", "Så8"],
    "AFGOERELSE": ["T", "A", "I", "F", "H", "G", "N", "t", ""],
    "GRUNDLAG": ["1", "6", "0", "7", "01", ""],
    "AFSLAGSGRUND": ["", "1", "8", "9", "01"],
    "BOPKOM": KOMMUNER,
    "KOM": KOMMUNER,
    "MYNDIGHED": [*KOMMUNER, "UDK", "AST"],
    "FORANST": ["1", "01", "001", "11", "011", "77", "077", ""],
    "AAR": YEARS,
    "ATC": ["N", "N06", "N06A", "N06AB", "N06AB04", "n06ab04", "N0", "N06AB044", ""],
    "KOEN": ["1", "2", "9", "3", "01", ""],
    "IE_TYPE": ["1", "2", "3", "4", "9", ""],
    "CIVST": [*"UGFEPOLD", "X", "g", ""],
    "HFAUDD": ["1009", "01009", "", "9999"],
    "DIAG1": ["F32", "DF32.1", "", "“F32”"],
    "ARLEDGR": ["0", "1000", "1000,5", "-1", "500", "500,0", "", "x"],
    "EXTRA": ["", "x", "to\nlinjer", "to\r\nlinjer", 'et "ord"', "€ ‘’ é", "a;b,c\td"],
    "WEEK": ["", "111", "0111", "00111", "730", "999", " ", "ledig"],
}
USUALLY_GOOD = 0.85


def deliver_at_random(root: Path, register: str, draw: random.Random) -> None:
    """One to three deliveries of one to three files each under ``root``/<register>."""
    for day in sorted(draw.sample(DAYS, draw.randint(1, 3))):
        folder = root / register / day
        folder.mkdir(parents=True)
        for name in draw.sample(["b", "B", "a10", "a9", "å"], draw.randint(1, 3)):
            _file(folder, name, register, draw)


def _file(folder: Path, name: str, register: str, draw: random.Random) -> None:
    header = _header(register, draw)
    rows = [[_cell(column, draw) for column in header] for _ in range(draw.randint(0, 12))]
    rows += [list(draw.choice(rows)) for _ in range(3) if rows]
    if draw.random() < 0.2:
        _write_parquet(folder / f"{name}.parquet", header, rows, draw)
    else:
        _write_text(folder, name, header, rows, draw)


def _header(register: str, draw: random.Random) -> list[str]:
    plain = PLAIN[register]
    names = [*plain.required, *plain.may_be_empty, *(one for one in plain.may_be_absent if draw.random() < 0.5)]
    if register == "dream":
        weeks = ["y_9132", "y_9853", "y_0453", "y_0901", "y_0902", "Y_903"]
        names += list(dict.fromkeys(draw.sample([*weeks, draw.choice(["y_201", "y_0201", "y_00201"])], 4)))
    names += ["Note"] if draw.random() < 0.5 else []
    draw.shuffle(names)
    cased = [name if name.lower().startswith("y_") else draw.choice([name, name.lower()]) for name in names]
    return cased if draw.random() < 0.5 else names


def _cell(column: str, draw: random.Random) -> str:
    name = column.upper()
    pool: list[str] | None = POOLS.get("WEEK" if name.startswith("Y_") else "EXTRA" if name == "NOTE" else name)
    good = draw.random() < USUALLY_GOOD
    if name in {"PNR", "MOR_ID", "FAR_ID", "E_FAELLE_ID"}:
        pool = NUMBERS_OF_PERSONS[:7] if good else NUMBERS_OF_PERSONS
    elif any(name in plain.dates for plain in PLAIN.values()):
        pool = GOOD_DATES if good else BAD_DATES
    elif pool is None:
        pool = NUMBERS if any(name in plain.numbers for plain in PLAIN.values()) else POOLS["EXTRA"]
    return draw.choice(pool[: max(1, len(pool) // 2)] if good else pool)


def _write_text(folder: Path, name: str, header: list[str], rows: list[list[str]], draw: random.Random) -> None:
    delimiter, newline = draw.choice(";,\t"), draw.choice(["\n", "\r\n", "\r"])
    encoding = draw.choice(["utf-8", "utf-8-sig", "cp1252"])
    lines = [delimiter.join(header), *(_line(row, delimiter, draw) for row in rows)]
    for _ in range(draw.randint(0, 3)):
        spoiled = draw.choice(["", delimiter * draw.randint(1, 12), "x", "0101700001", f"{delimiter}\0{delimiter}"])
        lines.insert(draw.randint(1, len(lines)), spoiled)
    text = newline.join(lines) + draw.choice([newline, ""])
    data = _encode(text, encoding)
    if encoding == "cp1252" and draw.random() < 0.5:
        data = _spoil(data, draw)
    packed = draw.random() < 0.3
    ending = draw.choice([".csv", ".txt", ".TSV", ".csv.gz"])
    (folder / f"{name}{ending}").write_bytes(gzip.compress(data, mtime=0) if packed else data)


def _line(row: list[str], delimiter: str, draw: random.Random) -> str:
    quote_all = draw.random() < 0.2
    cells = []
    for cell in row:
        needs = quote_all or any(sign in cell for sign in f'"\r\n{delimiter}')
        cells.append('"' + cell.replace('"', '""') + '"' if needs else cell)
    return delimiter.join(cells)


def _encode(text: str, encoding: str) -> bytes:
    return text.encode(encoding, "replace")


def _spoil(data: bytes, draw: random.Random) -> bytes:
    """An undecodable byte somewhere after the header."""
    start = len(data.splitlines()[0]) + 2
    if start >= len(data):
        return data
    at = draw.randint(start, len(data))
    return data[:at] + bytes([draw.choice([0x81, 0x8D, 0x8F, 0x90, 0x9D])]) + data[at:]


def _write_parquet(path: Path, header: list[str], rows: list[list[str]], draw: random.Random) -> None:
    columns = [_typed([row[at] for row in rows], draw) for at in range(len(header))]
    pq.write_table(pa.Table.from_arrays(columns, header), path, row_group_size=draw.randint(1, 10))


def _typed(cells: list[str], draw: random.Random) -> pa.Array:
    """Dates and numbers as such where every cell is one, else text; an empty cell is a null or empty."""
    days = [as_date(cell.strip()) for cell in cells]
    if all(day or not cell for day, cell in zip(days, cells, strict=True)) and draw.random() < 0.8:
        typed = [date.fromisoformat(day) if day else None for day in days]
        form = draw.choice(["date", "timestamp", "number", "float"])
        if form == "date":
            return pa.array(typed, type=draw.choice([pa.date32(), pa.date64()]))
        if form == "timestamp":
            # A clock that is not midnight says that the day is a guess.
            hour = draw.choice([0, 0, 12])
            moments = [day and datetime(day.year, day.month, day.day, hour) for day in typed]
            return pa.array(moments, type=pa.timestamp(draw.choice(["s", "ms", "us"])))
        kind = pa.int32() if form == "number" else pa.float64()
        return pa.array([day and int(f"{day:%Y%m%d}") for day in typed], type=pa.int32()).cast(kind)
    numbers = [as_number(cell.strip()) for cell in cells]
    if all(number is not None or not cell for number, cell in zip(numbers, cells, strict=True)) and draw.random() < 0.5:
        return pa.array(numbers, type=pa.float64())
    array = pa.array([cell or draw.choice([None, ""]) for cell in cells], type=pa.string())
    return array.dictionary_encode() if draw.random() < 0.3 else array
