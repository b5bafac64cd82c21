"""The nine declarations hang together, and their page is written from them."""

import pytest

from dagster_project.registers import REGISTERS
from dagster_project.registers.registers_page import render
from dagster_project.registers.spec import Kind, RegisterSpec, Versions
from dagster_project.settings import CODE_LISTS

SPECS = list(REGISTERS.values())


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
def test_a_declaration_names_only_what_it_declares(spec: RegisterSpec) -> None:
    names = {column.name: column for column in spec.columns}
    assert len(names) == len(spec.columns)
    assert [column.name for column in spec.columns if column.kind is Kind.PNR] == ["PNR"]
    for order in spec.date_orders:
        assert names[order.earlier].kind is names[order.later].kind is Kind.DATE
    for rule in spec.conditional_codes:
        assert {rule.column, rule.when} <= set(names)
    assert (spec.versions is Versions.BY_MONTH) == (spec.month_of is not None) == (not spec.keys)
    lists = [column.repair for column in spec.columns if column.repair] + ([spec.weeks] if spec.weeks else [])
    assert all((CODE_LISTS / f"{one.name}.csv").is_file() for one in lists)


def test_the_page_shows_every_register_and_column() -> None:
    page = render()
    for spec in SPECS:
        section = page.split(f"## `{spec.name}`")[1].split("\n## ")[0]
        assert all(f"{column.name}" in section and column.text in section for column in spec.columns)
