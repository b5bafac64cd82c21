"""The page of rules and code lists for the person on duty, written from the lists themselves."""

import polars as pl

from dagster_project.indberetning.rules.lists import CodeLists, load_code_lists
from dagster_project.settings import Settings, load_settings

_HEAD = """# Reglerne i indberetningen

Siden er dannet af `data/seed/kodelister/` (`make docs`). `docs/indberetning.md` fortæller, hvad man gør hvornår.

Alvor: `stop` holder posten tilbage, `advarsel` sender den alligevel, `undtagelse` fritager for R04 og er ingen fejl.
Datoer er inklusive. Før 2013 bryder en tom indberetningskolonne ingen regel. Uden fødselsdato er aldersreglerne tavse.

## Regler
"""
_KINDS = {"kommune": "kommuner", "udk": "UDK", "ast": "AST", "ukendt": "ukendt myndighed"}


def render(settings: Settings | None = None) -> str:
    """The page in Markdown, from the lists of ``settings`` (default: the project's own)."""
    lists = load_code_lists(settings or load_settings({}))
    parts = [
        _HEAD,
        *(_rule(row) for row in lists.rules.iter_rows(named=True)),
        _values(lists),
        _ages(lists),
        _limits(lists),
    ]
    return "\n".join(parts)


def _rule(row: dict[str, str]) -> str:
    whom = ", ".join(_KINDS[kind] for kind in row["gaelder_for"].split())
    return (
        f"### {row['regel']} · {row['alvor']} · {row['paragraf']}\n\n{row['tekst']}\n\n"
        f"**Gør:** {row['handling']}\n\n"
        f"Gælder {whom}, {_period(row)} efter {row['efter_dato']}.\n"
    )


def _period(row: dict[str, str]) -> str:
    first, last = str(row["gyldig_fra"]), str(row["gyldig_til"])
    if first == "1900-01-01":
        return "altid"
    return f"fra {first}" if last == "9999-12-31" else f"fra {first} til {last}"


def _values(lists: CodeLists) -> str:
    rows = "\n".join(
        f"| {column} | {', '.join(f'`{value}`' for value in values)} |" for column, values in lists.values.items()
    )
    return f"## Tilladte værdier\n\n| kolonne | værdier |\n|---|---|\n{rows}\n"


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
