"""The threshold of a Prometheus alert, from the expression in the address of its rule."""

import re
from urllib.parse import parse_qs, urlsplit

_LONGEST = 20_000
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|`[^`]*`')
_INNERMOST = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}")
_SET_OPERATOR = re.compile(r"\b(?:and|or|unless)\b", re.IGNORECASE)
_COMPARISON = re.compile(r"==|!=|>=|<=|>|<")
_NUMBER = r"[+-]?\s*(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"
_NUMBERS = re.compile(rf"{_NUMBER}(?:\s*[*/+-]\s*{_NUMBER})*")


def threshold_of(address: str) -> str | None:
    """Return the comparison that ends the expression `g0.expr` of an address, such as `> 0.9`.

    None if the expression ends otherwise, or has more than one condition.
    """
    try:
        query = parse_qs(urlsplit(address[:_LONGEST]).query)
    except ValueError:
        return None
    return trailing_comparison(next(iter(query.get("g0.expr", [])), ""))


def trailing_comparison(expression: str) -> str | None:
    """Return the comparison with a number that ends a PromQL expression; None if none does."""
    outline = _outline(expression.strip())
    comparisons = list(_COMPARISON.finditer(outline))
    if len(comparisons) != 1 or _SET_OPERATOR.search(outline):
        return None
    limit = outline[comparisons[0].end() :].strip()
    return f"{comparisons[0][0]} {limit}" if _NUMBERS.fullmatch(limit) else None


def _outline(expression: str) -> str:
    """Return an expression without what is in quotes and brackets."""
    outline = _STRING.sub("s", expression)
    for _ in range(50):
        outline, number = _INNERMOST.subn(" ", outline)
        if not number:
            break
    return outline
