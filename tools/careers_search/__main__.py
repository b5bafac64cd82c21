"""Find the planted careers anew and write them: ``python -m tools.careers_search --seed N``."""

import argparse
import logging

from synthetic.careers.planted import CAREERS
from tools.careers_search import search_careers

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--seed", type=int, required=True)
logging.basicConfig(level=logging.INFO, format="%(message)s")
search_careers(parser.parse_args().seed).write_csv(CAREERS)
