"""Who is counted, and in which column: applications, the målgruppe, and geography (docs/contract/tables.md)."""

from dataclasses import dataclass

import polars as pl

from dagster_project.recount.source import Source

ABROAD = "000"
FOUR, COUNTRY = "alle_fire_kommuner", "alle_regioner"


@dataclass(frozen=True)
class Cohort:
    """Applications of the period, and the persons who were granted a pension.

    ``sager``: sagsid, person_id, afgoerelse, grundlag, afslagsgrund, kommune, dag, and the fields of the law.
    ``maalgruppe``: person_id, dag (the grant), kommune, diag1.
    ``geografi``: kommune, kolonne; one row per column that a municipality is in.
    """

    sager: pl.DataFrame
    maalgruppe: pl.DataFrame
    geografi: pl.DataFrame
    studied: list[str]
    regions: list[str]
    own_region: str

    @property
    def of_the_four(self) -> pl.DataFrame:
        """The målgruppe of the study's municipalities, in the columns of the four and of all of them."""
        return self.in_columns(self.maalgruppe, [*self.studied, FOUR])

    @property
    def four_columns(self) -> list[str]:
        """The municipalities of the study and all of them together."""
        return [*self.studied, FOUR]

    @property
    def every_column(self) -> list[str]:
        """Municipalities, regions and the country."""
        return [*self.studied, *self.regions, COUNTRY]

    def in_columns(self, frame: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
        """``frame`` (``kommune``) once for each of ``columns`` that its municipality is in (``kolonne``)."""
        wanted = self.geografi.filter(pl.col("kolonne").is_in(columns))
        return frame.join(wanted, on="kommune", how="inner")


def find_cohort(source: Source) -> Cohort:
    """Apply the contract's definitions of an application and of the målgruppe to the register."""
    sager = _applications(source)
    granted = sager.filter(pl.col("afgoerelse") == "T").sort("dag", "sagsid", "afgnr").unique("person_id", keep="first")
    regions = source.codes("region")
    return Cohort(
        sager=sager,
        maalgruppe=granted.select("person_id", "dag", "kommune", "diag1"),
        geografi=_geography(source, regions),
        studied=source.municipalities["noegle"].to_list(),
        regions=regions["noegle"].to_list(),
        own_region=regions.filter(pl.col("region_kode") == source.study["region"])["noegle"].item(),
    )


def _applications(source: Source) -> pl.DataFrame:
    rows = source.register(
        "tilkendelsesregister",
        "sagsid, afgnr, person_id, bopkom AS kommune, ansdato, afgdato, afgoerelse, grundlag, afslagsgrund, diag1, "
        "myndighed, lovgrundlag, afslagshjemmel, rehabteam_indstilling, sundkoord_vurdering, ressourceforloeb",
    )
    undecided = pl.col("afgoerelse") == "I"
    dated = source.as_today(rows, "kommune").with_columns(dag=pl.when(undecided).then("ansdato").otherwise("afgdato"))
    return dated.filter(
        pl.col("afgoerelse").is_in(["T", "A", "I"]),
        pl.col("myndighed").str.strip_chars().str.to_uppercase().ne_missing("UDK"),
        pl.col("dag").is_between(*source.period),
    )


def _geography(source: Source, regions: pl.DataFrame) -> pl.DataFrame:
    """A municipality is known when its code was ever valid; the region is that of its latest validity."""
    known = source.codes("kommune").sort("gyldig_til").unique("kom", keep="last").filter(pl.col("kom") != ABROAD)
    of_region = known.join(regions.select("region_kode", kolonne="noegle"), on="region_kode").select("kom", "kolonne")
    studied = source.municipalities
    return pl.concat(
        [
            studied.select("kommune", kolonne="noegle"),
            studied.select("kommune", kolonne=pl.lit(FOUR)),
            of_region.rename({"kom": "kommune"}),
            known.select(kommune="kom", kolonne=pl.lit(COUNTRY)),
        ]
    )
