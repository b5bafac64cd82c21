"""How fast, and in how much memory, the two largest registers are taken in.

Run as `.venv/bin/python bench/ingest.py [dream|bef]`; each is measured in a process of its own. Sizes: DREAM 100,000
persons and 1,500 week columns, BEF 3.6 million rows.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import polars as pl

from dagster_project.ingest import ingest_register
from dagster_project.registers.weeks import column_of_week, week_at
from dagster_project.settings import load_settings
from dagster_project.study import load_study
from dagster_project.warehouse import open_warehouse

PERSONS, WEEKS = 100_000, 1_500
SNAPSHOTS, INHABITANTS = 9, 400_000
CODES = ["", "111", "730", "890", "783"]


def numbers(count: int) -> pl.Series:
    """CPR-like numbers: a date and a running number, all different."""
    days = pl.date_range(pl.date(1940, 1, 1), pl.date(1979, 12, 31), eager=True).dt.strftime("%d%m%y")
    at = np.arange(count)
    return days.gather(at % len(days)) + pl.Series(at // len(days)).cast(pl.String).str.zfill(4)


def write_dream(folder: Path) -> None:
    """One comma CSV, as the November 2015 delivery was."""
    rng = np.random.default_rng(1)
    pnr = numbers(PERSONS)
    with (folder / "dream.csv").open("wb") as stream:
        for start in range(0, PERSONS, 5_000):
            spells = rng.integers(0, len(CODES), (5_000, WEEKS // 30))
            weeks = np.array(CODES)[np.repeat(spells, 30, axis=1)]
            columns = {column_of_week(week_at(at)): weeks[:, at] for at in range(WEEKS)}
            frame = pl.DataFrame({"PNR": pnr[start : start + 5_000], **columns})
            frame.write_csv(stream, include_header=start == 0, quote_style="never")


def write_bef(folder: Path) -> None:
    """One file per snapshot of the same inhabitants."""
    rng = np.random.default_rng(2)
    pnr = numbers(INHABITANTS)
    for year in range(2002, 2002 + SNAPSHOTS):
        pl.DataFrame(
            {
                "PNR": pnr,
                "REFERENCETID": [f"{year}-01-01"] * INHABITANTS,
                "KOEN": rng.integers(1, 3, INHABITANTS),
                "FOED_DAG": ["1980-01-01"] * INHABITANTS,
                "KOM": np.array(["657", "661", "740", "791"])[rng.integers(0, 4, INHABITANTS)],
                "IE_TYPE": rng.integers(1, 4, INHABITANTS),
                "CIVST": np.array(["U", "G", "F"])[rng.integers(0, 3, INHABITANTS)],
                "MOR_ID": pnr.shuffle(seed=3),
                "FAR_ID": pnr.shuffle(seed=4),
                "E_FAELLE_ID": [""] * INHABITANTS,
            }
        ).write_csv(folder / f"bef{year}.csv", separator=";")


def peak_memory() -> float:
    """Largest resident set of this process in MB (`getrusage` would tell the parent's)."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def measure(register: str, root: Path) -> None:
    """Take one register in and print seconds, rows, and the peak of memory."""
    settings = load_settings({"VEJE_HOME": str(root / "var"), "VEJE_LANDING": str(root / "landing")})
    before = peak_memory()
    start = time.perf_counter()
    with open_warehouse(settings) as con:
        report = ingest_register(con, register, settings, load_study(settings.study_file), bytes(32), None)
    seconds = time.perf_counter() - start
    peak = peak_memory()
    print(f"{register}: {report.accepted:,} of {report.rows:,} rows, {seconds:.1f} s, {before:.0f} -> {peak:.0f} MB")


def main() -> None:
    """Write each delivery, then measure it in a fresh process."""
    if len(sys.argv) == 3:
        measure(sys.argv[1], Path(sys.argv[2]))
        return
    for register, write in (("dream", write_dream), ("bef", write_bef)):
        if len(sys.argv) == 1 or sys.argv[1] == register:
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name) / "landing" / register / "2015-11-30"
                folder.mkdir(parents=True)
                write(folder)
                subprocess.run([sys.executable, __file__, register, name], check=True)  # noqa: S603 - this file


if __name__ == "__main__":
    main()
