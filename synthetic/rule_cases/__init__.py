"""Decisions of 2016-2026 on each side of every reporting rule and exception, each of a person of its own.

Written down case by case with everything that it breaks (`case.RuleCase`): the law's answer, not the program's. Not
here is what no delivery can hold (a CPR number that is none is quarantined) or no law of the time can break: R28, for
no income limit of before 2026 is known.
"""

from synthetic.rule_cases import age, content, history, procedure, team
from synthetic.rule_cases.case import RuleCase

__all__ = ["CASES", "RuleCase"]

CASES: tuple[RuleCase, ...] = (*age.CASES, *team.CASES, *procedure.CASES, *content.CASES, *history.CASES)
