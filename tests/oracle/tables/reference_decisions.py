"""Chapters 4 and 5 and figure 2.2 counted case by case in plain Python, for any study: slow and obvious."""

from collections.abc import Iterable

from tests.oracle.tables.world import COUNTRY, FOUR, World, is_application

Cells = dict[tuple[str, ...], tuple[float, int | None, int | None]]
"""Value, numerator and denominator by table, row, column and statistic."""


def down(table: str, pairs: Iterable[tuple[str, str]], rows: Iterable[str], columns: Iterable[str]) -> Cells:
    """A table whose columns sum to 100, with N in the row `alle`."""
    counted, cells = list(pairs), Cells()
    for column in columns:
        whole = sum(at == column for _, at in counted)
        cells[table, "alle", column, "n"] = (whole, whole, None)
        for row in rows if whole else ():
            part = counted.count((row, column))
            cells[table, row, column, "percent"] = (100 * part / whole, part, whole)
    return cells


def across(table: str, pairs: Iterable[tuple[str, str]], rows: Iterable[str], columns: Iterable[str]) -> Cells:
    """A table whose rows sum to 100, with N in every cell and the total in the column `alle`."""
    counted, cells = list(pairs), Cells()
    for row in rows:
        whole = sum(at == row for at, _ in counted)
        for column, part in [*((name, counted.count((row, name))) for name in columns), ("alle", whole)]:
            cells[table, row, column, "n"] = (part, part, None)
            if whole:
                cells[table, row, column, "percent"] = (100 * part / whole, part, whole)
    return cells


def national(world: World) -> list[str]:
    """Municipalities, all regions, the country."""
    return [*world.studied, *world.regions.values(), COUNTRY]


def four(world: World) -> list[str]:
    """Municipalities and all of them together."""
    return [*world.studied, FOUR]


def chapters_4_and_5(world: World) -> Cells:
    """Every cell of tables 4.1-5.4 and figure 2.2."""
    return decisions(world) | grounds(world) | law(world) | every_year(world)


FIELDS = {"lovgrundlag": "5.1_lov", "afslagshjemmel": "5.4_hjemmel", "rehabteam_indstilling": "5.5",
          "sundkoord_vurdering": "5.6", "ressourceforloeb": "5.7"}  # fmt: skip


def law(world: World) -> Cells:
    """Applications by the fields of the law: those that somebody has a known value of."""
    cells, (first, last) = Cells(), world.study.periode
    for field, table in FIELDS.items():
        listed = [row for row in world.lists["indberetning_vaerdi"] if row["felt"] == field.upper()]
        pairs = []
        for case in world.applications:
            meant = [row for row in listed if row["vaerdi"] == case[field]
                     and row["gyldig_fra"] <= case["day"].isoformat() <= row["gyldig_til"]]  # fmt: skip
            if case["afgoerelse"] == "A" or field != "afslagshjemmel":
                pairs.append((value_key(field, meant[0]) if meant else f"{field}_uoplyst", case["bopkom"]))
        rows = [value_key(field, row) for row in listed
                if row["gyldig_fra"] <= last.isoformat() and row["gyldig_til"] >= first.isoformat()]  # fmt: skip
        if any(not key.endswith("_uoplyst") for key, _ in pairs):
            told = [(key, to) for key, at in pairs for to in world.columns_of(at)]
            cells |= down(table, told, [*rows, f"{field}_uoplyst"], national(world))
    return cells


def value_key(field: str, row: dict[str, str]) -> str:
    """A later meaning of a value has its year with it."""
    since = int(row["gyldig_fra"][:4])
    return f"{field}_{row['vaerdi'].lower()}{f'_{since}' if since > 1900 else ''}"


def decisions(world: World) -> Cells:
    """4.1 and 5.2."""
    words = {"T": "tilkendelse", "A": "afslag", "I": "ikke_afgjort"}
    years = [str(year) for year in range(world.study.periode[0].year, world.study.periode[1].year + 1)]
    grants = [(at, str(case["day"].year)) for case in world.granted.values() for at in world.columns_of(case["bopkom"])]
    cases = [(at, words[case["afgoerelse"]]) for case in world.applications for at in world.columns_of(case["bopkom"])]
    return across("4.1", grants, national(world), years) | across("5.2", cases, national(world), words.values())


def every_year(world: World) -> Cells:
    """Figure 2.2; a zero in the years of the register in which the municipality existed."""
    granted = [
        (world.key_of(row["bopkom"]), row["afgdato"].year) for row in world.rows["tilkendelsesregister"]
        if is_application(row) and row["afgoerelse"] == "T" and row["afgdato"]
        and row["bopkom"] in world.municipalities
    ]  # fmt: skip
    years = {year for _, year in granted}
    existed = {
        (world.key_of(row["kom"]), year) for row in world.lists["kommune"] for year in years
        if int(row["gyldig_fra"][:4]) <= year <= int(row["gyldig_til"][:4])
    }  # fmt: skip
    numbers = {pair: granted.count(pair) for pair in existed | set(granted)}
    return {("figur_2.2", name, str(year), "n"): (n, n, None) for (name, year), n in numbers.items()}


def grounds(world: World) -> Cells:
    """5.1, 5.3 and 5.4."""
    basis, refusal = (
        {row["kode"]: row["noegle"] for row in world.lists[name]} for name in ("grundlag", "afslagsgrund")
    )
    at = world.columns_of
    groups = dict.fromkeys([*(row["diagnosegruppe"] for row in world.lists["icd10_diagnosegruppe"]),
                            "oevrige_diagnoser"])  # fmt: skip
    cases, refused = world.applications, [case for case in world.applications if case["afgoerelse"] == "A"]
    columns = national(world)
    return (
        down("5.1", [(basis[c["grundlag"]], to) for c in cases for to in at(c["bopkom"])], basis.values(), columns)
        | down("5.3", [(diagnosis(world, c["diag1"]), to) for c in world.granted.values() for to in at(c["bopkom"])],
               groups, columns)
        | down("5.4", [(refusal[c["afslagsgrund"]], to) for c in refused for to in at(c["bopkom"])],
               refusal.values(), columns)
    )  # fmt: skip


def diagnosis(world: World, code: str | None) -> str:
    """The group of the longest prefix, the Danish D before a letter and the dot left out."""
    fitting = [(len(prefix), row["diagnosegruppe"]) for row in world.lists["icd10_diagnosegruppe"]
               if (prefix := bare_icd10(row["icd10_praefiks"])) and bare_icd10(code).startswith(prefix)]  # fmt: skip
    return max(fitting)[1] if fitting else "oevrige_diagnoser"


def bare_icd10(code: str | None) -> str:
    """A diagnosis without the dot and the Danish D."""
    bare = (code or "").strip().upper().replace(".", "")
    return bare[1:] if bare[:1] == "D" and bare[1:2].isalpha() else bare
