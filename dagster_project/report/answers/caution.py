"""What a reader has to be careful about, in words: made-up data, warnings, what is withheld, what is doubtful."""

import polars as pl

from dagster_project.report.answers.names import listed, pathway_names
from dagster_project.report.answers.sureness import DOUBTFUL
from dagster_project.report.numbers import danish
from dagster_project.report.source import Source


def cautions(source: Source) -> list[str]:
    """Sentences, the gravest first."""
    found = [
        "Tallene er fra opdigtede leverancer: de viser, hvordan rapporten ser ud, og intet om virkeligheden."
        if source.synthetic
        else "",
        _withheld(source),
        _doubtful(source),
        "Sammenlign kun kommuner i den samlede analyse; i kommunernes egne er veje med samme navn ikke sat ens sammen."
        if len(source.municipalities) > 1
        else "",
    ]
    return [one for one in found if one]


def warnings(source: Source) -> list[tuple[str, str]]:
    """Name of each check that warns of the deliveries, and what to do about it."""
    gates = source.read("kvalitet", "gate")
    if gates.is_empty() or "handling" not in gates.columns:
        return []
    warned = gates.filter(~pl.col("udfald").is_in(["bestaaet", "ikke_relevant"])).sort("trin", "navn", "emne")
    # Those of the stage `publicering` are about this report, and have sentences of their own.
    warned = warned.filter(pl.col("trin") != "publicering").unique("navn", keep="first", maintain_order=True)
    return [(name, act) for name, act in warned.select("navn", "handling").iter_rows()]


def _withheld(source: Source) -> str:
    rows = source.read("kvalitet", "diskretion")
    if rows.is_empty():
        return ""
    figures, hidden = int(rows["tal"].sum()), int(rows["skjult"].sum())
    tables = rows.filter(pl.col("tilbageholdt"))["tabel"].to_list()
    told = (
        f"{danish(hidden)} af {danish(figures)} tal er skjult (:), fordi de kunne røbe enkelte personer"
        if hidden
        else ""
    )
    kept = f"hele tabeller holdes tilbage: {listed(sorted(tables))}" if tables else ""
    text = "; ".join(filter(None, [told, kept]))
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _doubtful(source: Source) -> str:
    rows = source.table("klyngeusikkerhed")
    if rows.is_empty():
        return ""
    names, places = pathway_names(source), {one.code: one.name for one in source.municipalities}
    weak = rows.filter(pl.col("jaccard_middel") < DOUBTFUL).sort("kommune", "klynge")
    told = [
        f"{names.get(pathway, pathway)} ({places.get(place, 'samlet')})"
        for place, pathway in weak.select("kommune", "forloebstype").unique(maintain_order=True).iter_rows()
    ]
    return f"Disse grupper findes dårligt igen i stikprøver: {listed(told)}." if told else ""
