"""The registers of docs/registers.md, written once more: nothing is shared with ingestion but code lists."""

import csv
from dataclasses import dataclass, field
from pathlib import Path

LISTS = Path(__file__).parents[3] / "data" / "seed" / "kodelister"


def codes_of(name: str) -> list[str]:
    with (LISTS / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(dict.fromkeys(row[0] for row in list(csv.reader(stream))[1:]))


KOMMUNER, FORANST, DREAM = [*codes_of("kommune"), "000"], codes_of("foranst"), codes_of("dream_ydelse")
HFAUDD = codes_of("hfaudd")
UNKNOWN = {"KOEN": ("", "9"), "IE_TYPE": ("", "9"), "CIVST": ("", "9")}
"""Uoplyst: the row stays."""
ATC = r"[A-Z]|[A-Z]\d\d|[A-Z]\d\d[A-Z]|[A-Z]\d\d[A-Z][A-Z]|[A-Z]\d\d[A-Z][A-Z]\d\d"


@dataclass(frozen=True)
class Plain:
    """A register in short: names in the contract's order."""

    key: list[str]
    required: list[str]
    may_be_empty: list[str] = field(default_factory=list)
    may_be_absent: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    relatives: list[str] = field(default_factory=list)
    repaired: dict[str, list[str]] = field(default_factory=dict)
    orders: list[tuple[str, str]] = field(default_factory=list)

    @property
    def columns(self) -> list[str]:
        return self.required + self.may_be_empty + self.may_be_absent


PLAIN = {
    "tilkendelsesregister": Plain(
        ["SAGSID"],
        ["SAGSID", "PNR", "BOPKOM", "ANSDATO", "AFGOERELSE", "GRUNDLAG"],
        ["AFGDATO", "PAABDATO", "DIAG1", "DIAG2", "DIAG3", "AFSLAGSGRUND"],
        ["MYNDIGHED", "SAGSBEHANDLER", "REHABTEAM_DATO"],
        dates=["ANSDATO", "AFGDATO", "PAABDATO", "REHABTEAM_DATO"],
        repaired={"BOPKOM": KOMMUNER, "MYNDIGHED": KOMMUNER[:-1]},
        orders=[("ANSDATO", "AFGDATO")],
    ),
    "dream": Plain(["PNR"], ["PNR"]),
    "amfora": Plain(
        ["PNR", "FORANST", "STARTDTO"],
        ["PNR", "FORANST", "STARTDTO", "SLUTDTO"],
        may_be_absent=["TIMERPU", "STEDTYPE"],
        dates=["STARTDTO", "SLUTDTO"],
        numbers=["TIMERPU"],
        repaired={"FORANST": FORANST},
        orders=[("STARTDTO", "SLUTDTO")],
    ),
    "lmdb": Plain([], ["PNR", "EKSD", "ATC", "APK"], dates=["EKSD"], numbers=["APK"]),
    "bef": Plain(
        ["PNR", "REFERENCETID"],
        ["PNR", "REFERENCETID", "KOEN", "FOED_DAG", "KOM", "IE_TYPE", "CIVST"],
        ["MOR_ID", "FAR_ID", "E_FAELLE_ID"],
        dates=["REFERENCETID", "FOED_DAG"],
        relatives=["MOR_ID", "FAR_ID", "E_FAELLE_ID"],
        repaired={"KOM": KOMMUNER},
        orders=[("FOED_DAG", "REFERENCETID")],
    ),
    "udda": Plain(
        ["PNR", "HF_VFRA"], ["PNR", "HF_VFRA"], ["HFAUDD"], dates=["HF_VFRA"], repaired={"HFAUDD": HFAUDD}
    ),
    "ind": Plain(["PNR", "AAR"], ["PNR", "AAR", "BRUTTO"], numbers=["AAR", "BRUTTO"]),
    "idap": Plain(["PNR", "AAR"], ["PNR", "AAR", "ARLEDGR"], numbers=["AAR", "ARLEDGR"]),
    "foertidspension": Plain(
        ["PNR", "FRA"], ["PNR", "FRA"], ["TIL"], dates=["FRA", "TIL"], orders=[("FRA", "TIL")]
    ),
}  # fmt: skip
CODES = {
    "AFGOERELSE": "[TAIFHGN]", "GRUNDLAG": "[1-6]", "KOEN": "[12]", "IE_TYPE": "[123]", "CIVST": "[UGFEPOLD]",
    "KOM": "|".join(KOMMUNER), "BOPKOM": "|".join(KOMMUNER), "ATC": ATC,
}  # fmt: skip
