"""Quantities in texts of an author: numbers with units, as exact as they are written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NUMBER = r"\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_UNIT = (
    r"%|percent\b|(?:[kKMGT]i?)?B(?:/s)?\b|µs\b|us\b|ms\b"
    r"|s(?:ec(?:ond)?s?)?\b|min(?:ute)?s?\b|h(?:ours?)?\b"
)
_QUANTITY = re.compile(
    rf"(?P<about>[~≈]|about |around |roughly |approximately |almost |nearly )?"
    rf"(?<![\w.,:/-])(?P<number>{_NUMBER})(?P<thousand>k\b)?(?: ?(?P<unit>{_UNIT}))?"
    r"(?![\w:/]|[.,-]\d)",
)
_SECONDS = {"µs": 1e-6, "us": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0, "h": 3600.0}
_PREFIXES = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4}
_ABOUT = 0.1
"""How far the value may be from a number that is written as approximate, as a share of it."""


@dataclass(frozen=True)
class Quantity:
    """A number with its unit.

    Args:
        text: as it is written.
        value: in the base unit: percent, seconds or bytes; as it is for a number without a unit.
        dimension: `%`, `s`, `B`, or empty for a number without a unit.
        tolerance: how far the exact value may be from it, given the digits that are written.
    """

    text: str
    value: float
    dimension: str
    tolerance: float

    def is_about(self, value: float) -> bool:
        """Return whether a value in the same unit would be written like this."""
        return abs(value - self.value) <= self.tolerance * (1 + 1e-9)


def quantities(text: str) -> Iterator[Quantity]:
    """Yield the quantities in a text; parts of times, dates, versions and addresses are none."""
    for match in _QUANTITY.finditer(text):
        number = re.sub(r"[^\d.]", "", match["number"])
        dimension, factor = unit_of(match["unit"] or "")
        factor *= 1000 if match["thousand"] else 1
        value = float(number) * factor
        tolerance = _half_of_last_digit(number) * factor
        if match["about"]:
            tolerance = max(tolerance, _ABOUT * value)
        yield Quantity(match[0].strip(), value, dimension, tolerance)


def unit_of(unit: str) -> tuple[str, float]:
    """Return the dimension of a unit, and its size in the base unit of the dimension.

    A unit that is not known is a dimension of its own.
    """
    name = unit.strip()
    if name.casefold() in ("%", "percent"):
        return "%", 1.0
    if bytes_ := re.fullmatch(r"([kKMGT]?)(i?)(?:B|[Bb]ytes?)", name):
        return "B", (1024.0 if bytes_[2] else 1000.0) ** _PREFIXES[bytes_[1].lower()]
    for start, seconds in _SECONDS.items():
        if re.fullmatch(rf"{start}(?:ec(?:ond)?s?|in(?:ute)?s?|ours?)?", name):
            return "s", seconds
    return name, 1.0


def _half_of_last_digit(number: str) -> float:
    """Return half of the last digit that counts: 0.05 for `9.5`, 50 for `1200`, 0.5 for `95`."""
    if "." in number:
        return 0.5 * 10.0 ** -len(number.partition(".")[2])
    zeros = len(number) - len(number.rstrip("0"))
    return 0.5 * 10.0 ** min(zeros, max(0, len(number) - 2))
