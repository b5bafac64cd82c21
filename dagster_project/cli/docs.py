"""Write the generated pages of docs/, or say which are stale (`--check`)."""

import sys
from collections.abc import Callable

from dagster_project.errors import VejeError
from dagster_project.settings import PROJECT_ROOT

DOCS = PROJECT_ROOT / "docs"


def _pages() -> dict[str, Callable[[], str]]:
    from dagster_project.gates.gates_page import render as gates  # noqa: PLC0415
    from dagster_project.indberetning.rules.handbook import render as reporting_rules  # noqa: PLC0415
    from dagster_project.reconciliation.corrections import render as report_errors  # noqa: PLC0415
    from dagster_project.registers.registers_page import render as registers  # noqa: PLC0415
    from dagster_project.transform.tables_page import render as report_tables  # noqa: PLC0415

    return {
        "registers.md": registers,
        "gates.md": gates,
        "report_tables.md": report_tables,
        "indberetning_regler.md": reporting_rules,
        "report_errors.md": report_errors,
    }


def main(arguments: list[str]) -> int:
    """Write every page; with ``--check`` write nothing and return the number of stale pages."""
    stale = 0
    for name, render in _pages().items():
        try:
            page, text = DOCS / name, render()
        except VejeError as error:
            sys.stderr.write(f"docs/{name} kan ikke skrives\n{error}\n")
            return error.exit_code
        if not page.exists() or page.read_text(encoding="utf-8") != text:
            stale += 1
            if "--check" in arguments:
                sys.stdout.write(f"docs/{name} er forældet: kør make docs\n")
            else:
                page.write_text(text, encoding="utf-8")
    return stale if "--check" in arguments else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except VejeError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(error.exit_code)
