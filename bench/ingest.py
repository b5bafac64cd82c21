"""How fast, and in how much memory, registers are taken in, beside DuckDB reading the same bytes.

    .venv/bin/python -m bench.ingest [share of the national rows, default 0.01] [case …]

Each case is written (once, under `var/bench/`), then taken in by a fresh process and read by DuckDB in another, both on
all cores. Prints seconds by the clock and of processor, the peak of memory, and the ratio of processor time.
"""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from bench.measured import measured
from bench.registers import NATIONAL, WEEKS, write_bef, write_dream_csv, write_dream_parquet, write_dream_sas, write_ind
from dagster_project.ingest import ingest_register
from dagster_project.settings import PROJECT_ROOT, load_settings
from dagster_project.study import load_study
from dagster_project.warehouse import open_warehouse

CASES: dict[str, tuple[str, Callable[[Path, int], None]]] = {
    "dream_csv": ("dream", write_dream_csv),
    "dream_parquet": ("dream", write_dream_parquet),
    "dream_sas": ("dream", write_dream_sas),
    "bef": ("bef", lambda folder, rows: write_bef(folder, rows, dst=False)),
    "bef_dst": ("bef", lambda folder, rows: write_bef(folder, rows, dst=True)),
    "ind": ("ind", lambda folder, rows: write_ind(folder, rows, dst=False)),
    "ind_dst": ("ind", lambda folder, rows: write_ind(folder, rows, dst=True)),
}
_DAY = "2015-11-30"
_READ = {
    # Every cell is looked at, and what is left of it is one row.
    "parquet": "SELECT max(COLUMNS(*)) FROM read_parquet('{folder}/**/*.parquet', hive_partitioning = false)",
    "csv": "SELECT count(*), max(kode) FROM (UNPIVOT (FROM read_csv('{folder}/*.csv', all_varchar = true)) "
    "ON COLUMNS('^y_') INTO NAME uge VALUE kode)",
}


def take_in(case: str, root: Path) -> int:
    """Take the register of a case in, and return its rows in force."""
    variables = {"VEJE_HOME": str(root / "var"), "VEJE_LANDING": str(root / "landing")}
    if case.endswith("_dst"):
        variables["VEJE_KILDER"] = str(PROJECT_ROOT / "data" / "seed" / "kilder" / "dst.toml")
    settings = load_settings(variables)
    study = load_study(settings.study_file)
    if case.endswith(("_dst", "_sas")):
        study = study.__class__(**{**study.__dict__, "pnr_format": "dst"})
    with open_warehouse(settings) as con:
        report = ingest_register(con, CASES[case][0], settings, study, bytes(32), None)
    return report.accepted


def read_by_duckdb(root: Path, register: str) -> int:
    """Let DuckDB look at every cell of the same files."""
    folder = root / "landing" / register / _DAY
    form = "csv" if any(folder.glob("*.csv")) else "parquet"
    if not any(folder.rglob(f"*.{form}")):
        return 0
    with duckdb.connect() as con:
        return len(con.execute(_READ[form].format(folder=folder)).fetchall())


def main() -> None:
    """Write what is missing, measure each case, and print a line of each."""
    if sys.argv[1:2] == ["--inden"]:  # the measured process
        who, case, root = sys.argv[2], sys.argv[3], Path(sys.argv[4])
        register = CASES[case][0]
        measured((lambda: take_in(case, root)) if who == "veje" else (lambda: read_by_duckdb(root, register)))
        return
    share = float(sys.argv[1]) if len(sys.argv) > 1 else 0.01
    rows = int(NATIONAL * share)
    print(f"{rows:,} rows a register ({share:.0%} of the national), DREAM of {WEEKS} weeks")
    for case in sys.argv[2:] or CASES:
        one(case, rows)


def one(case: str, rows: int) -> None:
    """Measure one case."""
    register, write = CASES[case]
    root = PROJECT_ROOT / "var" / "bench" / f"{case}_{rows}"
    folder = root / "landing" / register / _DAY
    if not folder.exists():
        begun = time.perf_counter()
        # A writing that is broken off leaves no landing behind that would be measured next time.
        unfinished = root / "skrives"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        write(unfinished, rows)
        folder.parent.mkdir(parents=True, exist_ok=True)
        unfinished.rename(folder)
        print(f"{case}: written in {time.perf_counter() - begun:.0f} s")
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6
    shutil.rmtree(root / "var", ignore_errors=True)
    ours, peer = (_in_a_process(who, case, root) for who in ("veje", "duckdb"))
    print(f"{case:<14} {ours['found']:>9,} rows {size:6.0f} MB  {_told(ours)}, peak {ours['peak']:.0f} MB", end="")
    print(f"; DuckDB {_told(peer)}: {ours['processor'] / peer['processor']:.1f} x" if peer["found"] else "", flush=True)


def _told(done: dict[str, float]) -> str:
    return f"{done['clock']:.1f} s by the clock, {done['processor']:.1f} s of processor"


def _in_a_process(who: str, case: str, root: Path) -> dict[str, float]:
    words = [sys.executable, "-m", "bench.ingest", "--inden", who, case, str(root)]
    done = subprocess.run(words, check=True, capture_output=True, text=True)  # noqa: S603 - this file
    return dict(json.loads(done.stdout.splitlines()[-1]))


if __name__ == "__main__":
    main()
