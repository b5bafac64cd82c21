"""The page of rules and code lists for the person on duty, written from the lists themselves."""

import polars as pl

from dagster_project.indberetning.rules.lists import CodeLists, load_code_lists
from dagster_project.settings import Settings, load_settings

_HEAD = """# Reglerne i indberetningen

Siden er dannet af `data/seed/kodelister/` (`make docs`). `docs/indberetning.md` fortæller, hvad man gør hvornår.

| alvor | betyder | vejen ud |
|---|---|---|
| `fejl` | posten kan ikke dannes, eller den siger noget umuligt | ret registret |
| `bekraeft` | afgørelsen ser ulovlig eller forkert kodet ud og holdes tilbage | ret registret, eller bekræft |
| `bekraeftet` | myndigheden står ved afgørelsen; posten er ikke længere holdt tilbage af reglen | – |
| `advarsel` | holder ikke posten tilbage | – |
| `undtagelse` | fritager for R04 og er ingen fejl | – |

Datoer er inklusive. Før 2013 bryder en tom indberetningskolonne ingen regel. Uden fødselsdato er aldersreglerne tavse.
Står der "pensioner efter loven af 2013", gælder reglen ikke, når pensionen er tilkendt efter loven fra 1984 eller 2003.

## Regler
"""
_KINDS = {"kommune": "kommuner", "udk": "UDK", "ast": "AST", "ukendt": "ukendt myndighed"}


def render(settings: Settings | None = None) -> str:
    """The page in Markdown, from the lists of ``settings`` (default: the project's own)."""
    lists = load_code_lists(settings or load_settings({}))
    parts = [
        _HEAD,
        *(_rule(str(code), limbs) for (code,), limbs in lists.rules.group_by("regel", maintain_order=True)),
        _values(lists),
        _ages(lists),
        _limits(lists),
    ]
    return "\n".join(parts)


def _rule(code: str, limbs: pl.DataFrame) -> str:
    return "\n".join([f"### {code}\n", *(_limb(row) for row in limbs.iter_rows(named=True))])


def _limb(row: dict[str, str]) -> str:
    whom = ", ".join(_KINDS[kind] for kind in row["gaelder_for"].split())
    act = f", pensioner efter loven af {row['ordning']}" if row["ordning"] else ""
    return (
        f"**{row['alvor']}** · {row['felt']} · {row['paragraf']}. {row['tekst']}\n\n"
        f"Gør: {row['handling']}\n\n"
        f"Gælder {whom}, {_period(row)} efter {row['efter_dato']}{act}.\n"
    )


def _period(row: dict[str, str]) -> str:
    first, last = str(row["gyldig_fra"]), str(row["gyldig_til"])
    if first == "1900-01-01":
        return "altid"
    return f"fra {first}" if last == "9999-12-31" else f"fra {first} til {last}"


def _values(lists: CodeLists) -> str:
    rows = "\n".join(
        f"| {row['felt']} | `{row['vaerdi']}` | {row['tekst']} | {_dates(row)} |"
        for row in lists.meanings.iter_rows(named=True)
    )
    return f"## Tilladte værdier\n\n| kolonne | værdi | betyder | gælder |\n|---|---|---|---|\n{rows}\n"


def _dates(row: dict[str, str]) -> str:
    first, last = str(row["gyldig_fra"]), str(row["gyldig_til"])
    if last == "9999-12-31":
        return "" if first == "1900-01-01" else f"fra {first}"
    return f"til {last}" if first == "1900-01-01" else f"{first} til {last}"


def _ages(lists: CodeLists) -> str:
    rows = "\n".join(
        f"| {row['foedt_fra']} | {row['foedt_til']} | {row['aar']}{'½' if row['maaneder'] == 6 else ''} |"
        for row in lists.pension_ages.iter_rows(named=True)
    )
    return f"## Folkepensionsalder\n\n| født fra | født til | alder |\n|---|---|---|\n{rows}\n"


def _limits(lists: CodeLists) -> str:
    shown = lists.income_limits.select(pl.col("gyldig_fra").dt.year(), "beloeb")
    rows = "\n".join(f"| {year} | {amount:,} |".replace(",", ".") for year, amount in shown.iter_rows())
    return f"## Indkomstgrænse for hvilende pension\n\n| år | kr. |\n|---|---|\n{rows}\n"
