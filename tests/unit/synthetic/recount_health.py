"""Recounts tables 6.5 and 6.6 and figure 6.1 from delivered rows, by the definitions of docs/contract/tables.md."""

from datetime import date, timedelta

import polars as pl

from tests.unit.synthetic.recount import FOUR, STUDY, Cells, code_list, put_shares, tally

PSYCHOTROPIC = ("N05A", "N05B", "N05C", "N06A")


def types_bought(persons: pl.DataFrame, lmdb: pl.DataFrame) -> pl.DataFrame:
    """PNR and every type with net packs > 0 in the days before ``indeks``; "psykofarmaka" counts as one more."""
    prefixes = sorted(code_list("atc_medicintype"), key=lambda r: -len(r["atc_praefiks"]))
    kind = pl.coalesce(
        *(pl.when(pl.col("ATC").str.starts_with(r["atc_praefiks"])).then(pl.lit(r["medicintype"])) for r in prefixes)
    )
    window = (
        persons.select("PNR", "indeks")
        .join(lmdb, on="PNR")
        .filter(
            pl.col("EKSD").is_between(
                pl.col("indeks") - timedelta(STUDY["medicin_dage"]), pl.col("indeks"), closed="left"
            )
        )
    )
    psycho = pl.any_horizontal(pl.col("ATC").str.starts_with(p) for p in PSYCHOTROPIC)
    both = pl.concat(
        [
            window.with_columns(type=kind).filter(pl.col("type").is_not_null()),
            window.filter(psycho).with_columns(type=pl.lit("psykofarmaka")),
        ]
    )
    return both.group_by("PNR", "type").agg(pl.col("APK").sum()).filter(pl.col("APK") > 0).select("PNR", "type")


def with_pensioned_parent(persons: pl.DataFrame, pensions: pl.DataFrame) -> pl.DataFrame:
    low, high = (date(STUDY["foraelder_periode"][0], 1, 1), date(STUDY["foraelder_periode"][1], 12, 31))
    inside = pensions.filter((pl.col("FRA") <= high) & (pl.col("TIL").is_null() | (pl.col("TIL") >= low)))[
        "PNR"
    ].unique()
    known = inside.implode()
    return persons.with_columns(foraelder=pl.col("MOR_ID").is_in(known) | pl.col("FAR_ID").is_in(known))


def chapter_6_health(
    cells: Cells, mine: pl.DataFrame, others: pl.DataFrame, registers: dict[str, pl.DataFrame]
) -> None:
    low, high = STUDY["medicin_alder"]
    of_age = (pl.col("alder") >= low) & (pl.col("alder") < high + 1)
    grantees = mine.filter(of_age & pl.col("BOPKOM").is_in(list(FOUR))).with_columns(
        kolonne=pl.col("BOPKOM").replace_strict(FOUR)
    )
    citizens = others.filter(of_age & pl.col("KOM").is_in(list(FOUR))).with_columns(
        kolonne=pl.lit("oevrige_borgere"), sted=pl.col("KOM").replace_strict(FOUR)
    )
    pooled = pl.concat(
        [grantees, grantees.with_columns(kolonne=pl.lit("alle_fire_kommuner")), citizens], how="diagonal"
    )
    base = pooled.group_by("kolonne").agg(n=pl.len())
    types = types_bought(pl.concat([grantees, citizens], how="diagonal"), registers["lmdb"])
    bought = pooled.join(types.filter(pl.col("type") != "psykofarmaka"), on="PNR")
    put_shares(cells, "6.5", bought.group_by("kolonne", "type").len(), "type", base)
    number = pooled.join(
        types.filter(pl.col("type") != "psykofarmaka").group_by("PNR").agg(antal=pl.len()), on="PNR", how="left"
    )
    tally(cells, "figur_6.1", number.with_columns(pl.col("antal").fill_null(0).cast(pl.Utf8)), "antal")
    for frame, place, column in ((grantees, "kolonne", "nytilkendte"), (citizens, "sted", "oevrige_borgere")):
        yes = with_pensioned_parent(frame, registers["foertidspension"])
        for key in (*FOUR.values(), "alle_fire_kommuner"):
            part = yes.filter((pl.col(place) == key) | (key == "alle_fire_kommuner"))
            cells["6.6", key, column, "percent"] = 100 * int(part["foraelder"].sum()) / part.height
            cells["6.6", key, column, "n"] = part.height
