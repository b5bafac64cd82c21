"""The table of faults: what was done, what happened, what was lost."""

from dataclasses import dataclass, field
from pathlib import Path

from dagster_project.settings import PROJECT_ROOT

PAGE = PROJECT_ROOT / "docs/faults.md"
BEGIN, END = "<!-- målt: make faults -->\n", "<!-- slut -->\n"


HEADING = ["| fault | what happened | what was lost |", "|---|---|---|"]


@dataclass
class Ledger:
    """Rows of the table, in the order in which they were measured."""

    rows: list[tuple[str, str, str]] = field(default_factory=list)

    def note(self, fault: str, happened: str, lost: str = "nothing") -> None:
        """One fault."""
        self.rows.append((fault, happened, lost))

    def write(self, page: Path = PAGE, *, is_whole: bool = True) -> None:
        """Put the rows in place of those that stand in the page; not ``is_whole``: in place of those of their fault."""
        head, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
        table, _, tail = rest.partition(END)
        kept = [] if is_whole else table.splitlines()[len(HEADING) :]
        written = {line.split(" | ")[0]: line for line in kept}
        written |= {f"| {cells[0]}": f"| {' | '.join(cells)} |" for cells in self.rows}
        page.write_text(head + BEGIN + "\n".join([*HEADING, *written.values()]) + "\n" + END + tail, encoding="utf-8")
