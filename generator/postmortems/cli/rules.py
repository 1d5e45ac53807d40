"""The command `postmortems rules`: the list of rules, or the documentation of one."""

import argparse
import sys

from ..check import RULES
from ..check.documentation import markdown, settings
from ..model.suggestions import did_you_mean


def run(options: argparse.Namespace) -> int:
    """Print a line per rule, or the documentation of one rule.

    Args:
        options: `name`, the rule to explain, or None to list all.

    Returns:
        0, or 2 if there is no such rule.
    """
    if options.name is None:
        width = max(map(len, RULES))
        for rule in RULES.values():
            print(f"{rule.name:{width}}  {rule.level:7}  {rule.summary}")
        return 0
    if options.name not in RULES:
        hint = did_you_mean(options.name, RULES, "`postmortems rules` lists them")
        print(f"postmortems: there is no rule `{options.name}`; {hint}", file=sys.stderr)
        return 2
    rule = RULES[options.name]
    print(f"# {rule.name}\n\n{markdown(rule)}\n{settings(rule)}", end="")
    return 0
