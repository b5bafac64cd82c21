"""Find the planted careers anew and write them: ``python -m dagster_project.synthetic.careers.search --seed N``."""

import argparse
import logging

from dagster_project.synthetic.careers.planted import CAREERS
from dagster_project.synthetic.careers.search import search_careers

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--seed", type=int, required=True)
logging.basicConfig(level=logging.INFO, format="%(message)s")
search_careers(parser.parse_args().seed).write_csv(CAREERS)
