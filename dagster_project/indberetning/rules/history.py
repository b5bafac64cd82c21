"""A person's earlier decisions: the state of the pension before each event, what was fixed, and the act that counts.

The chain (R33) is by AFGDATO, SAGSID, AFGNR: none → T → H ⇄ G → F, N or folkepension age. Each decision but a refusal
sets the state, so the last one before an event says what the event met.
"""

import polars as pl

NONE, OPEN, RESTING = "ingen", "aaben", "hvilende"
_STATES = {"T": OPEN, "G": OPEN, "H": RESTING, "F": NONE, "N": NONE}
_ORDER = ["afgdato", "sagsid", "afgnr"]
_ACTS = (("2013", (2013, 1, 1)), ("2003", (2003, 1, 1)))
REVIEW = (pl.col("anledning") == "revision").fill_null(value=False) | (pl.col("lovgrundlag") == "20_1").fill_null(
    value=False
)
"""A re-assessment on the fixed date, or by § 20 stk. 1."""
RESUMPTION = (pl.col("anledning") == "genoptagelse").fill_null(value=False)


def act_of(day: pl.Expr) -> pl.Expr:
    """The act of a pension whose case began on ``day``: `1984`, `2003` or `2013`."""
    newer = pl.when(day >= pl.date(*_ACTS[0][1])).then(pl.lit(_ACTS[0][0]))
    return (
        newer.when(day >= pl.date(*_ACTS[1][1])).then(pl.lit(_ACTS[1][0])).when(day.is_not_null()).then(pl.lit("1984"))
    )


def add_history(events: pl.DataFrame, history: pl.DataFrame, pensions: pl.DataFrame) -> pl.DataFrame:
    """``events`` with the state met (``tilstand``), ``foerste_t``, ``fastsat_revision``, and the act (``ordning``).

    Args:
        events: with ``folkepension_fra``.
        history: all events of the register.
        pensions: first day of pension by person.
    """
    chained = events.join(_chain(history), on="indberetning_id", how="left")
    ended = (pl.col("folkepension_fra") <= pl.col("afgdato")).fill_null(value=False)
    stated = chained.with_columns(
        tilstand=pl.when(ended).then(pl.lit(NONE)).otherwise(pl.col("tilstand").fill_null(NONE)),
        tilstand_fra=pl.when(~ended).then("tilstand_fra"),
    )
    known = stated.join(pensions.group_by("person_id").agg(pension_fra=pl.col("fra").min()), on="person_id", how="left")
    return _add_act(_add_fixed(known, history)).drop("pension_fra")


def _chain(history: pl.DataFrame) -> pl.DataFrame:
    """Per id: the state that the person's earlier decisions left, since when, and the T that the pension rests on."""
    state = pl.col("afgoerelse").replace_strict(_STATES, default=None, return_dtype=pl.String)
    ordered = history.sort("person_id", *_ORDER).with_columns(efter=state)
    # A new pension begins with the first T after the beginning, or after an F or N.
    ordered = ordered.with_columns(
        runde=(pl.col("efter") == NONE).fill_null(value=False).cast(pl.Int32).cum_sum().over("person_id")
    ).with_columns(runde=pl.col("runde") - (pl.col("efter") == NONE).fill_null(value=False).cast(pl.Int32))
    began = pl.when(pl.col("afgoerelse") == "T").then(pl.coalesce("paabdato", "afgdato"))
    grant_day = pl.when(pl.col("afgoerelse") == "T").then(pl.col("afgdato"))
    return ordered.select(
        "indberetning_id",
        foerste_t=grant_day.min().over("person_id"),
        tilstand=pl.col("efter").forward_fill().shift(1).over("person_id"),
        tilstand_fra=pl.when(pl.col("efter").is_not_null()).then("afgdato").forward_fill().shift(1).over("person_id"),
        grundsten=_first_before(began),
    )


def _first_before(began: pl.Expr) -> pl.Expr:
    """The start of the first T of the running pension, for the decisions after it."""
    is_grant = began.is_not_null().cast(pl.Int32)
    before = is_grant.cum_sum().over("person_id", "runde") - is_grant
    return pl.when(before > 0).then(began.drop_nulls().first().over("person_id", "runde"))


def _add_fixed(events: pl.DataFrame, history: pl.DataFrame) -> pl.DataFrame:
    """The last REVISIONSDATO fixed by an earlier T, H or G (smaller AFGDATO)."""
    fixed = (
        history.filter(pl.col("afgoerelse").is_in(["T", "H", "G"]) & pl.col("revisionsdato").is_not_null())
        .sort(_ORDER)
        .unique(["person_id", "afgdato"], keep="last", maintain_order=True)
        .select("person_id", fastsat_dag="afgdato", fastsat_revision="revisionsdato")
    )
    return (
        events.sort("afgdato")
        .join_asof(
            fixed,
            left_on="afgdato",
            right_on="fastsat_dag",
            by="person_id",
            allow_exact_matches=False,
            check_sortedness=False,
        )
        .drop("fastsat_dag")
    )


def _add_act(events: pl.DataFrame) -> pl.DataFrame:
    """``pensionens_ordning``: the act of the pension met (NULL unknown); ``ordning``: the act that the event has."""
    first_day = pl.when(pl.col("pension_fra") <= pl.col("afgdato")).then(pl.col("pension_fra"))
    met = act_of(pl.coalesce("grundsten", first_day))
    own = act_of(pl.coalesce("paabdato", "afgdato"))
    is_new = pl.col("afgoerelse").is_in(["T", "A"]) & ~REVIEW & ~RESUMPTION
    return events.with_columns(
        pensionens_ordning=met, ordning=pl.when(is_new).then(own).otherwise(pl.coalesce(met, own))
    )
