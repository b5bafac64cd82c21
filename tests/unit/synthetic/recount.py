"""Recounts tables 4.1-6.3 from delivered rows, by the definitions of docs/contract/tables.md."""

import csv
import tomllib
from datetime import date
from pathlib import Path

import polars as pl

ROOT = Path(__file__).parents[3]
CODES = ROOT / "data" / "seed" / "kodelister"
STUDY = tomllib.loads((ROOT / "data" / "seed" / "studier" / "akf_2012.toml").read_text(encoding="utf-8"))
FIRST, LAST = STUDY["periode"]
REFERENCE = STUDY["oevrig_referencedato"]
FOUR = dict(zip(STUDY["kommuner"], ("herning", "holstebro", "silkeborg", "viborg"), strict=True))
REGIONS = {
    "1084": "region_hovedstaden",
    "1085": "region_sjaelland",
    "1083": "region_syddanmark",
    "1082": "region_midt",
    "1081": "region_nordjylland",
}
DECISIONS = {"T": "tilkendelse", "A": "afslag", "I": "ikke_afgjort"}
LONGER = ("mellemlang_videregaaende", "lang_videregaaende", "forsker")
Cells = dict[tuple[str, str, str, str], float]


def code_list(name: str) -> list[dict[str, str]]:
    with (CODES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


REGION_OF = {r["kom"]: REGIONS[r["region_kode"]] for r in code_list("kommune")}


def columns_of(kommune: str) -> list[str]:
    """Printed columns that a municipality counts in."""
    if kommune not in REGION_OF:
        return []
    return [*([FOUR[kommune]] if kommune in FOUR else []), REGION_OF[kommune], "alle_regioner"]


def spread(frame: pl.DataFrame, kommune: str = "BOPKOM") -> pl.DataFrame:
    """One row per person or case and printed column (``kolonne``)."""
    known = {k: columns_of(k) for k in frame[kommune].unique()}
    pairs = pl.DataFrame(
        [(k, c) for k, found in known.items() for c in found], schema=[kommune, "kolonne"], orient="row"
    )
    return frame.join(pairs, on=kommune)


def exact_age(born: date, on: date) -> float:
    """Completed years and the part of the current one; 29 February has its birthday on 1 March in common years."""

    def birthday(year: int) -> date:
        try:
            return born.replace(year=year)
        except ValueError:
            return date(year, 3, 1)

    last = on.year if birthday(on.year) <= on else on.year - 1
    return last - born.year + (on - birthday(last)).days / (birthday(last + 1) - birthday(last)).days


def with_age(frame: pl.DataFrame) -> pl.DataFrame:
    ages = [exact_age(b, d) if b else None for b, d in frame.select("FOED_DAG", "indeks").iter_rows()]
    return frame.with_columns(alder=pl.Series(ages, dtype=pl.Float64))


def applications(register: pl.DataFrame) -> pl.DataFrame:
    authority = pl.col("MYNDIGHED") if "MYNDIGHED" in register.columns else pl.lit(None, pl.Utf8)
    belongs = pl.when(pl.col("AFGOERELSE") == "I").then("ANSDATO").otherwise("AFGDATO")
    return register.filter(
        pl.col("AFGOERELSE").is_in(list(DECISIONS))
        & belongs.is_between(FIRST, LAST)
        & (authority.fill_null("") != "UDK")
    )


def cohort(cases: pl.DataFrame) -> pl.DataFrame:
    return (
        cases.filter(pl.col("AFGOERELSE") == "T")
        .sort("AFGDATO", "SAGSID")
        .unique("PNR", keep="first", maintain_order=True)
    )


def with_background(persons: pl.DataFrame, registers: dict[str, pl.DataFrame], *, own_snapshot: bool) -> pl.DataFrame:
    """``persons`` (PNR, indeks) with what bef, udda, ind and idap say on or nearest before ``indeks``."""
    bef = registers["bef"]
    if own_snapshot:
        near = (
            persons.select("PNR", "indeks")
            .join(bef, on="PNR")
            .with_columns(sen=pl.col("REFERENCETID") > pl.col("indeks"))
        )
        before = near.filter(~pl.col("sen")).sort("REFERENCETID").unique("PNR", keep="last")
        after = near.filter("sen").sort("REFERENCETID").unique("PNR", keep="first").join(before, on="PNR", how="anti")
        persons = persons.join(
            pl.concat([before, after]).drop("indeks", "sen", "leverance", "linje"), on="PNR", how="left"
        )
    level = {
        r["hfaudd"]: "laengere_videregaaende" if r["niveau"] in LONGER else r["niveau"] for r in code_list("hfaudd")
    }
    education = (
        persons.select("PNR", "indeks")
        .join(registers["udda"], on="PNR")
        .filter(pl.col("HF_VFRA") <= pl.col("indeks"))
        .sort("HF_VFRA")
        .unique("PNR", keep="last")
        .select("PNR", niveau=pl.col("HFAUDD").replace_strict(level, default="grundskole"))
    )
    year = persons.with_columns(AAR=pl.col("indeks").dt.year().cast(pl.Int64))
    for register, column in (("ind", "BRUTTO"), ("idap", "ARLEDGR")):
        year = year.join(registers[register].select("PNR", "AAR", column), on=["PNR", "AAR"], how="left")
    return with_age(year.join(education, on="PNR", how="left").with_columns(pl.col("niveau").fill_null("grundskole")))


def put_shares(
    cells: Cells, table: str, counts: pl.DataFrame, by: str, base: pl.DataFrame, *, rows_are_places: bool = False
) -> None:
    """Percent of ``counts`` (kolonne, by, len) over ``base`` (kolonne, n)."""
    for column, level, n, total in counts.join(base, on="kolonne").select("kolonne", by, "len", "n").iter_rows():
        row, col = (column, level) if rows_are_places else (level, column)
        cells[table, row, col, "percent"] = 100 * n / total
        if rows_are_places:
            cells[table, row, col, "n"] = n
    for column, total in base.select("kolonne", "n").iter_rows():
        cells[(table, column, "alle", "n") if rows_are_places else (table, "alle", column, "n")] = total


def tally(cells: Cells, table: str, frame: pl.DataFrame, by: str, *, rows_are_places: bool = False) -> None:
    base = frame.group_by("kolonne").agg(n=pl.len())
    put_shares(cells, table, frame.group_by("kolonne", by).len(), by, base, rows_are_places=rows_are_places)


def chapters_4_and_5(cells: Cells, register: pl.DataFrame) -> None:
    cases = applications(register)
    group = {r["icd10_praefiks"]: r["diagnosegruppe"] for r in code_list("icd10_diagnosegruppe")}
    plain = pl.col("DIAG1").str.replace("^D([A-Z])", "$1")
    mine = spread(cohort(cases)).with_columns(
        aar=pl.col("AFGDATO").dt.year().cast(pl.Utf8),
        gruppe=pl.coalesce(
            *(
                plain.str.slice(0, n).replace_strict({k: v for k, v in group.items() if len(k) == n}, default=None)
                for n in (3, 1)
            ),
            pl.lit("oevrige_diagnoser"),
        ),
    )
    tally(cells, "4.1", mine, "aar", rows_are_places=True)
    tally(cells, "5.3", mine, "gruppe")
    everything = spread(cases).with_columns(pl.col("AFGOERELSE").replace_strict(DECISIONS))
    tally(cells, "5.2", everything, "AFGOERELSE", rows_are_places=True)
    tally(cells, "5.1", everything, "GRUNDLAG")
    tally(cells, "5.4", everything.filter(pl.col("AFGOERELSE") == "afslag"), "AFSLAGSGRUND")


def put_background(cells: Cells, frame: pl.DataFrame) -> None:
    """Tables 6.1-6.3 of persons with ``kolonne``."""
    for (column,), part in frame.group_by("kolonne"):
        name, in_bef = str(column), part.filter(pl.col("FOED_DAG").is_not_null())
        n = in_bef.height
        cells["6.1", "alder", name, "years"] = float(in_bef["alder"].mean())  # type: ignore[arg-type]
        cells["6.1", "kvinder", name, "percent"] = 100 * int((in_bef["KOEN"] == "2").sum()) / n
        cells["6.1", "indvandrere", name, "percent"] = 100 * int((in_bef["IE_TYPE"] == "2").sum()) / n
        cells["6.1", "partner", name, "percent"] = (
            100 * int(in_bef["E_FAELLE_ID"].str.contains("^(0[1-9]|[12]\\d|3[01])\\d{8}$").sum()) / n
        )
        cells["6.3", "bruttoindkomst", name, "kr"] = float(part["BRUTTO"].mean())  # type: ignore[arg-type]
        cells["6.3", "ledighedsgrad", name, "percent"] = float(part["ARLEDGR"].mean()) / 10  # type: ignore[arg-type]
        for table in ("6.1", "6.3"):
            cells[table, "alle", name, "n"] = part.height
    tally(cells, "6.2", frame, "niveau")


def rest_of_population(bef: pl.DataFrame, mine: pl.DataFrame) -> pl.DataFrame:
    snapshot = bef.filter(pl.col("REFERENCETID") <= REFERENCE).select(pl.col("REFERENCETID").max()).item()
    others = bef.filter(pl.col("REFERENCETID") == snapshot).join(mine.select("PNR"), on="PNR", how="anti")
    return with_age(others.with_columns(indeks=pl.lit(REFERENCE)))


def recount(registers: dict[str, pl.DataFrame]) -> tuple[Cells, pl.DataFrame, pl.DataFrame]:
    """Cells of tables 4.1-6.3, the målgruppe with its background, and the rest of the population."""
    cells: Cells = {}
    chapters_4_and_5(cells, registers["tilkendelsesregister"])
    granted = cohort(applications(registers["tilkendelsesregister"])).with_columns(indeks=pl.col("AFGDATO"))
    mine = with_background(granted.select("SAGSID", "PNR", "BOPKOM", "DIAG1", "indeks"), registers, own_snapshot=True)
    put_background(cells, spread(mine))
    others = rest_of_population(registers["bef"], granted)
    low, high = STUDY["oevrig_alder"]
    compared = others.filter((pl.col("alder") >= low) & (pl.col("alder") < high + 1))
    rest = with_background(compared.drop("alder"), registers, own_snapshot=False)
    put_background(cells, rest.with_columns(kolonne=pl.lit("oevrig_befolkning")))
    return cells, mine, rest
