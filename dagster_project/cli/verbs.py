"""What each verb of `veje` does: start the job of that name and say what came of it."""

import argparse
import subprocess
import sys
from collections.abc import Callable

from dagster_project.cli.dagster_home import prepare_dagster_home
from dagster_project.process import child_environment
from dagster_project.settings import PROJECT_ROOT, load_settings


def run(arguments: argparse.Namespace) -> int:
    """`veje run`: the whole pipeline, or nothing when nothing is new."""
    # Dagster takes seconds to import.
    if arguments.studie:
        from dagster_project.cli.run_studies import run_studies  # noqa: PLC0415

        return run_studies(load_settings(), arguments.studie, arguments.per)
    from dagster_project.cli.run import run_pipeline  # noqa: PLC0415

    return run_pipeline(load_settings(), arguments.per)


def indberet(arguments: argparse.Namespace) -> int:
    """`veje indberet`: one month's reporting files."""
    from dagster_project.cli.reporting import report_month  # noqa: PLC0415

    return report_month(load_settings(), arguments.maaned)


def kvittering(arguments: argparse.Namespace) -> int:
    """`veje kvittering`: take receipts in."""
    from dagster_project.cli.reporting import take_receipts  # noqa: PLC0415

    return take_receipts(load_settings(), arguments.filer)


def bekraeft(arguments: argparse.Namespace) -> int:
    """`veje bekraeft`: stand by a decision that a rule holds back."""
    from dagster_project.cli.reporting import confirm_decision  # noqa: PLC0415

    return confirm_decision(load_settings(), arguments)


def forklar(arguments: argparse.Namespace) -> int:
    """`veje forklar`: why a decision is held back, and what would be."""
    from dagster_project.cli.explain import explain_case  # noqa: PLC0415

    return explain_case(load_settings(), arguments)


def syntese(arguments: argparse.Namespace) -> int:
    """`veje syntese`: synthetic deliveries."""
    from dagster_project.cli.synthetic import write_synthetic  # noqa: PLC0415

    return write_synthetic(arguments.ud, arguments.seed, arguments.skala, arguments.form)


def status(arguments: argparse.Namespace) -> int:
    """`veje status`: where things stand, without a run."""
    if arguments.json:
        from dagster_project.cli.status_json import print_status_json  # noqa: PLC0415

        return print_status_json(load_settings())
    from dagster_project.cli.status import print_status  # noqa: PLC0415

    return print_status(load_settings())


def rul_tilbage(_arguments: argparse.Namespace) -> int:
    """`veje rul-tilbage`: the previous generation again."""
    from dagster_project.cli.run import roll_back_generation  # noqa: PLC0415

    return roll_back_generation(load_settings())


def glem(arguments: argparse.Namespace) -> int:
    """`veje glem`: purge raw data older than the date."""
    from dagster_project.cli.run import forget_before  # noqa: PLC0415

    return forget_before(load_settings(), arguments.foer)


def tjek(arguments: argparse.Namespace) -> int:
    """`veje tjek`: look at deliveries without storing anything."""
    from dagster_project.cli.look import look  # noqa: PLC0415

    return look(load_settings(), arguments.mappe, arguments.kilder, as_json=arguments.json)


def manifest(arguments: argparse.Namespace) -> int:
    """`veje manifest`: write the manifest of a delivery."""
    from dagster_project.cli.manifest import make_manifest  # noqa: PLC0415

    return make_manifest(load_settings(), arguments.mappe, replace=arguments.erstat, as_json=arguments.json)


def karantaene(arguments: argparse.Namespace) -> int:
    """`veje karantaene`: what stands in quarantine."""
    from dagster_project.cli.quarantine import show_quarantine, show_rows  # noqa: PLC0415

    if arguments.vis:
        return show_rows(load_settings(), arguments.register, arguments.antal, as_json=arguments.json)
    return show_quarantine(load_settings(), arguments.register, as_json=arguments.json)


def udtraek(arguments: argparse.Namespace) -> int:
    """`veje udtraek`: the released tables as files."""
    from dagster_project.cli.release import write_release  # noqa: PLC0415

    return write_release(load_settings(), arguments.format, arguments.ud, as_json=arguments.json)


def studie(arguments: argparse.Namespace) -> int:
    """`veje studie ny`: a commented study file."""
    from dagster_project.cli.new_study import write_study  # noqa: PLC0415

    return write_study(load_settings(), arguments)


def doctor(arguments: argparse.Namespace) -> int:
    """`veje doctor`: is everything in order here."""
    from dagster_project.cli.doctor import print_findings  # noqa: PLC0415

    return print_findings(load_settings(), as_json=arguments.json)


def sql(arguments: argparse.Namespace) -> int:
    """`veje sql`: look into the warehouse."""
    from dagster_project.cli.query import ask  # noqa: PLC0415

    return ask(load_settings(), arguments.sql, arguments.raekker, as_json=arguments.json)


def log(arguments: argparse.Namespace) -> int:
    """`veje log`: the steps of the last run."""
    from dagster_project.cli.log import print_log  # noqa: PLC0415

    return print_log(load_settings(), arguments.koersel, as_json=arguments.json)


def dev(arguments: argparse.Namespace) -> int:
    """`veje dev`: Dagster's pages on this machine."""
    home = prepare_dagster_home(load_settings())
    environment = child_environment(DAGSTER_HOME=str(home))
    command = [sys.executable, "-m", "dagster", "dev", "-w", "workspace.yaml", "--port", str(arguments.port)]
    return subprocess.run(command, cwd=PROJECT_ROOT, env=environment, check=False).returncode  # noqa: S603


VERBS: dict[str, Callable[[argparse.Namespace], int]] = {
    "run": run,
    "indberet": indberet,
    "kvittering": kvittering,
    "bekraeft": bekraeft,
    "forklar": forklar,
    "syntese": syntese,
    "status": status,
    "rul-tilbage": rul_tilbage,
    "glem": glem,
    "tjek": tjek,
    "manifest": manifest,
    "karantaene": karantaene,
    "udtraek": udtraek,
    "studie": studie,
    "doctor": doctor,
    "sql": sql,
    "log": log,
    "dev": dev,
}
