"""`docs/registers.md`, written from the declarations so that it cannot differ from them."""

from collections.abc import Iterator

from dagster_project.registers import REGISTERS
from dagster_project.registers.spec import Column, Kind, Presence, RegisterSpec, Versions

_INTRODUCTION = """# Registrene

Dannet af erklæringerne i `dagster_project/registers/`. Ret dér, og dan siden igen:
`.venv/bin/python -m dagster_project.registers.registers_page > docs/registers.md`.

Kolonnenavne kan stå i vilkårlig rækkefølge og med store eller små bogstaver. *Celle*: kolonnen og hver celle skal
være der. *Kolonne*: kolonnen skal være der, celler må være tomme. *Valgfri*: kolonnen må mangle.
"""

_PRESENCE = {Presence.CELL: "celle", Presence.COLUMN: "kolonne", Presence.OPTIONAL: "valgfri"}
_KIND = {Kind.PNR: "personnummer", Kind.RELATIVE: "personnummer"}


def render() -> str:
    """The page as Markdown, in the order of `REGISTERS`."""
    return "\n".join([_INTRODUCTION, *(line for spec in REGISTERS.values() for line in _register(spec))])


def _register(spec: RegisterSpec) -> Iterator[str]:
    yield f"## `{spec.name}`: {spec.title}\n"
    yield f"{spec.description}\n"
    yield f"{_versions(spec)}\n"
    yield "| kolonne | type | krav | indhold | kontrol |\n|---|---|---|---|---|"
    for column in spec.columns:
        name = f"**{column.name}**" if column.key else column.name
        kind = _KIND.get(column.kind, column.kind.value)
        yield f"| {name} | {kind} | {_PRESENCE[column.presence]} | {column.text} | {'; '.join(_checks(column))} |"
    if spec.weeks:
        yield f"| y_ÅÅUU | kode | mindst en | Ugens ydelse; tom er ingen | nuller rettes efter `{spec.weeks.name}` |"
    yield ""
    for order in spec.date_orders:
        yield f"- {order.later} må ikke ligge før {order.earlier}."
    for rule in spec.conditional_codes:
        allowed = f"{rule.allowed[0]}-{rule.allowed[-1]}"
        yield f"- {rule.column} skal være {allowed}, når {rule.when} er {rule.value}."
    if spec.ignored:
        yield f"- Kolonner af formen `{spec.ignored}` hører til registret, men læses ikke."
    yield ""


def _versions(spec: RegisterSpec) -> str:
    if spec.versions is Versions.BY_MONTH:
        return f"Ingen nøgle: en leverance erstatter de måneder af {spec.month_of}, som den indeholder."
    return f"Nøgle: {', '.join(column.name for column in spec.keys)}."


def _checks(column: Column) -> Iterator[str]:
    if column.allowed:
        yield f"en af {' '.join(column.allowed)}"
    if column.pattern:
        yield f"formen `{column.pattern}`"
    if column.repair:
        yield f"{'kendt i' if column.must_be_listed else 'nuller rettes efter'} `{column.repair.name}`" + "".join(
            f" eller {code}" for code in column.extra_codes
        )
    if column.unknown:
        yield f"{', '.join(column.unknown)} er uoplyst"
    if column.low is not None:
        yield _range(column)
    if column.not_zero:
        yield "ikke 0"
    if column.empty_as is not None:
        yield f"tom er {column.empty_as}"


def _range(column: Column) -> str:
    if column.up_to_delivery_year:
        return f"{column.low:g} til leverancens år"
    return f"mindst {column.low:g}" if column.high is None else f"{column.low:g} til {column.high:g}"


if __name__ == "__main__":
    print(render(), end="")  # noqa: T201 - the page is what this prints
