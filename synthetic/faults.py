"""Faulty rows: copies of good rows with one thing wrong, each quarantine rule planted, and what is expected of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from synthetic.files import UNDECODABLE, TextForm, first_lines, header, records

TOO_FEW, TOO_MANY = "for faa felter", "for mange felter"
NUL = "\0"


@dataclass(frozen=True)
class Fault:
    """``regel`` is broken by ``vaerdi`` in ``kolonne`` of a copied row for which ``naar`` holds."""

    regel: str
    kolonne: str
    vaerdi: str
    naar: pl.Expr | None = None


@dataclass(frozen=True)
class Expected:
    """A line that is to end in quarantine."""

    linje: int
    regel: str
    kolonne: str


_PNR = [Fault("pnr_format", "PNR", v) for v in ("", "311299123", "3102801234")]
_FIELDS = [Fault("antal_felter", "", TOO_FEW), Fault("antal_felter", "", TOO_MANY)]

FAULTS: dict[str, list[Fault]] = {
    "tilkendelsesregister": [
        *_FIELDS,
        *_PNR,
        Fault("kodning", "DIAG1", UNDECODABLE),
        Fault("kodning", "DIAG2", NUL),
        Fault("noegle_mangler", "SAGSID", ""),
        Fault("dato_format", "ANSDATO", "30-02-2008"),
        Fault("dato_format", "ANSDATO", ""),
        Fault("dato_format", "AFGDATO", "senere"),
        Fault("kode_ukendt", "AFGOERELSE", "X"),
        Fault("kode_ukendt", "GRUNDLAG", "7"),
        Fault("kode_ukendt", "BOPKOM", "999"),
        Fault("kode_ukendt", "AFSLAGSGRUND", "", pl.col("AFGOERELSE") == "A"),
        Fault("kode_ukendt", "AFSLAGSGRUND", "9", pl.col("AFGOERELSE") == "A"),
        Fault("dato_umulig", "AFGDATO", "01-01-1999", pl.col("AFGOERELSE") == "T"),
        Fault("dato_umulig", "PAABDATO", "01-01-1899", pl.col("AFGOERELSE") == "T"),
    ],
    "bef": [
        *_FIELDS,
        *_PNR,
        Fault("kodning", "MOR_ID", NUL),
        Fault("noegle_mangler", "REFERENCETID", ""),
        Fault("dato_format", "FOED_DAG", "1970-02-30"),
        Fault("kode_ukendt", "KOEN", "3"),
        Fault("kode_ukendt", "IE_TYPE", "4"),
        Fault("kode_ukendt", "CIVST", "X"),
        Fault("kode_ukendt", "KOM", "998"),
        Fault("dato_umulig", "FOED_DAG", "1850-01-01"),
    ],
    "udda": [
        *_FIELDS,
        *_PNR,
        Fault("noegle_mangler", "HF_VFRA", ""),
        Fault("dato_format", "HF_VFRA", "2001-13-01"),
        Fault("dato_umulig", "HF_VFRA", "1890-01-01"),
        Fault("kodning", "HFAUDD", NUL),
    ],
    "ind": [
        *_FIELDS,
        *_PNR,
        Fault("noegle_mangler", "AAR", ""),
        Fault("tal_format", "BRUTTO", "1.234.567"),
        Fault("tal_format", "BRUTTO", "ukendt"),
        Fault("vaerdi_omraade", "AAR", "1979"),
        Fault("vaerdi_omraade", "AAR", "2031"),
    ],
    "idap": [
        *_FIELDS,
        *_PNR,
        Fault("tal_format", "ARLEDGR", "ingen"),
        Fault("vaerdi_omraade", "ARLEDGR", "1001"),
        Fault("vaerdi_omraade", "ARLEDGR", "-1"),
    ],
    "dream": [*_FIELDS, *_PNR],
    "amfora": [
        *_FIELDS,
        *_PNR,
        Fault("noegle_mangler", "FORANST", ""),
        Fault("dato_format", "SLUTDTO", "20680231"),
        Fault("dato_umulig", "SLUTDTO", "19910101"),
        Fault("tal_format", "TIMERPU", "fuld tid"),
    ],
    "lmdb": [
        *_FIELDS,
        *_PNR,
        Fault("dato_format", "EKSD", "2008-04-31"),
        Fault("tal_format", "APK", "to"),
        Fault("kode_ukendt", "ATC", "n05a"),
        Fault("kode_ukendt", "ATC", "N5A"),
        Fault("vaerdi_omraade", "APK", "0"),
        Fault("dato_umulig", "EKSD", "1890-01-01"),
    ],
    "foertidspension": [
        Fault("antal_felter", "", TOO_FEW),
        Fault("pnr_format", "PNR", "12345678901"),
        Fault("dato_format", "FRA", "1995-00-01", pl.col("TIL").is_null()),
        Fault("dato_umulig", "TIL", "1950-01-01"),
    ],
}


def with_faults(
    frame: pl.DataFrame, form: TextForm, faults: Sequence[Fault], rng: np.random.Generator
) -> tuple[list[str], list[Expected]]:
    """The lines of a frame with faulty copies among them, and where these begin. The good rows all stay."""
    lines = records(frame, form)
    spots = np.sort(rng.choice(len(lines), size=len(faults), replace=False))
    made = [_faulty(frame, form, lines, fault, rng) for fault in faults]
    everything: list[str] = []
    numbers: list[int] = []
    for begin, end, bad in zip(np.r_[0, spots], np.r_[spots, len(lines)], [*made, None], strict=True):
        everything += lines[begin:end]
        if bad is not None:
            numbers.append(len(everything))
            everything.append(bad)
    starts = first_lines(header(frame.columns, form), everything)
    return everything, [Expected(starts[i], f.regel, f.kolonne) for i, f in zip(numbers, faults, strict=True)]


def _faulty(frame: pl.DataFrame, form: TextForm, lines: Sequence[str], fault: Fault, rng: np.random.Generator) -> str:
    """A copy of a good row with the fault; rows with quoted fields are left alone so that fields can be counted."""
    rows = np.arange(frame.height) if fault.naar is None else np.flatnonzero(frame.select(fault.naar).to_series())
    row = int(rng.choice(rows))
    while '"' in lines[row]:
        row = int(rng.choice(rows))
    fields = lines[row].split(form.delimiter)
    if fault.vaerdi == TOO_FEW:
        return form.delimiter.join(fields[:-1])
    if fault.vaerdi == TOO_MANY:
        return form.delimiter.join([*fields, "1"])
    fields[frame.columns.index(fault.kolonne)] = fault.vaerdi
    return form.delimiter.join(fields)
