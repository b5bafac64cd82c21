"""What an export or a taking-in of receipts did, in words for the screen and numbers for the event log."""

from dataclasses import dataclass
from pathlib import Path

from dagster_project.indberetning.sent.layout import Folder


@dataclass(frozen=True)
class WrittenFolder:
    """One folder that was sent, with the counts of its manifest."""

    folder: Folder
    path: Path
    counts: dict[str, int]

    def __str__(self) -> str:
        counts = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in self.counts.items())
        return f"{self.folder.authority} {self.folder.month} {self.folder.serial}: {counts}"


@dataclass(frozen=True)
class ExportReport:
    """``written`` in order of authority and month; ``unchanged`` counts the pairs that needed no folder."""

    basis: str
    months: tuple[str, ...]
    written: tuple[WrittenFolder, ...]
    unchanged: int

    @property
    def held_back(self) -> int:
        """Records held back in the folders written."""
        return sum(folder.counts["holdt_tilbage"] for folder in self.written)

    def __str__(self) -> str:
        months = ", ".join(self.months) if len(self.months) <= 3 else f"{self.months[0]} … {self.months[-1]}"
        if not self.written:
            return f"Indberetning {months}: intet er ændret, og intet er skrevet (grundlag {self.basis})."
        head = f"Indberetning {months}: {len(self.written)} mapper skrevet, {self.unchanged} uændrede"
        return "\n".join([f"{head} (grundlag {self.basis}).", *(f"  {folder}" for folder in self.written)])


@dataclass(frozen=True)
class TakenReceipt:
    """One receipt file: lines that count as accepted and refused, and lines that changed nothing by reason."""

    name: str
    accepted: int
    refused: int
    reported: dict[str, int]

    def __str__(self) -> str:
        reasons = ", ".join(f"{count} {reason}" for reason, count in sorted(self.reported.items()))
        return f"{self.name}: {self.accepted} modtaget, {self.refused} afvist" + (
            f"; meldt: {reasons}" if reasons else ""
        )


@dataclass(frozen=True)
class ReceiptReport:
    """The receipt files taken in, in order."""

    files: tuple[TakenReceipt, ...]

    @property
    def reported(self) -> int:
        """Lines that changed nothing (they stand in `kvalitet.kvittering_fejl`)."""
        return sum(sum(file.reported.values()) for file in self.files)

    def __str__(self) -> str:
        return "\n".join(f"  {file}" for file in self.files) or "Ingen nye kvitteringer."


_WHY_NOT = {
    "ukendt_sag": "sagen findes ikke i grundlaget",
    "ikke_brudt": "sagen bryder ikke reglen",
    "er_fejl": "en fejl kan ikke bekræftes; registret skal rettes",
    "kraever_ingen": "en advarsel holder ikke posten tilbage og skal ikke bekræftes",
    "gentaget": "det er bekræftet før, for de samme oplysninger",
    "uden_navn_eller_begrundelse": "hvem og hvorfor mangler",
    "dato_format": "datoen er ikke ÅÅÅÅ-MM-DD",
    "antal_felter": "for mange eller for få felter",
    "ukendt_format": "filen har ikke de rigtige kolonner",
    "tom": "filen har ingen linjer",
}


@dataclass(frozen=True)
class TakenConfirmations:
    """One file: how many lines count, and those that changed nothing (line, SAGSID, rule, reason)."""

    name: str
    counting: int
    reported: tuple[tuple[int, str | None, str | None, str], ...]

    def __str__(self) -> str:
        lines = [
            f"  linje {line}: {case or '?'} {rule or ''}: {_WHY_NOT[why]}" for line, case, rule, why in self.reported
        ]
        return "\n".join([f"{self.name}: {self.counting} bekræftet, {len(self.reported)} uden virkning", *lines])


@dataclass(frozen=True)
class ConfirmationReport:
    """The files of confirmations taken in, in order."""

    files: tuple[TakenConfirmations, ...]

    @property
    def reported(self) -> int:
        """Lines that changed nothing."""
        return sum(len(file.reported) for file in self.files)

    def __str__(self) -> str:
        return "\n".join(map(str, self.files)) or "Ingen nye bekræftelser."
