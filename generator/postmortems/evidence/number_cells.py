"""Numbers in the cells of a column, with the units that tools print beside them."""

from __future__ import annotations  # Python 3.11 cannot subscript `array`

import math
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .quoting import quoted

MISSING = frozenset(
    ("", "null", "nan", "none", "nil", "n/a", "na", "-", "--", "undefined", "no data")
)
_NUMBER = re.compile(
    r"(?P<sign>[-+\u2212]?)\s*(?P<digits>\d[\d,.\u00a0\u202f' ]*(?:[eE][-+]?\d+)?|\.\d+)"
    r"\s*(?P<unit>[A-Za-z%\u2030\u00b0\u00b5\u03bc][\w%\u00b0\u00b5\u03bc/.]{0,15})?$"
)
_GROUPED = re.compile(r"\d{1,3}(?:[,\u00a0\u202f' ]\d{3})+(?:\.\d+)?$")
_GROUPED_COMMA = re.compile(r"\d{1,3}(?:[.\u00a0\u202f' ]\d{3})*,\d+$")
_PLAIN = re.compile(r"(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$")

_SI = {"": 1.0, "k": 1e3, "K": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15}
_BINARY = {"Ki": 2.0**10, "Mi": 2.0**20, "Gi": 2.0**30, "Ti": 2.0**40, "Pi": 2.0**50}
_TIMES = {
    1e-9: ("ns",),
    1e-6: ("us", "\u00b5s", "\u03bcs"),
    1e-3: ("ms",),
    1.0: ("s", "sec", "secs", "second", "seconds"),
    60.0: ("min", "mins", "minute", "minutes"),
    3600.0: ("h", "hour", "hours"),
    86400.0: ("day", "days"),
    604800.0: ("week", "weeks"),
}


def _families() -> dict[str, tuple[str, float]]:
    """Return the base and the factor of each unit that tools scale for display."""
    units: dict[str, tuple[str, float]] = {}
    for prefix, factor in {**_SI, **_BINARY}.items():
        for base, names in (("B", ("B",)), ("b", ("b", "bit"))):
            for name in names:
                units[prefix + name] = (base, factor)
                units[f"{prefix}{name}/s"] = units[f"{prefix}{name}ps"] = (f"{base}/s", factor)
    for seconds, words in _TIMES.items():
        units.update(dict.fromkeys(words, ("s", seconds)))
    for name, factor in (("K", 1e3), ("Mil", 1e6), ("Bil", 1e9), ("Tri", 1e12), ("Quadr", 1e15)):
        units[name] = ("", factor)
    for prefix, factor in _BINARY.items():
        units[prefix] = ("B", factor)
    for unit in ("%", "\u00b0C", "\u00b0F", "req/s", "reqps", "rps", "ops", "ops/s", "iops", "rpm"):
        units[unit] = (unit, 1.0)
    return units


UNITS = _families()
"""Unit to base unit and factor: `GiB` to `B` and 2 ** 30."""


@dataclass(frozen=True)
class Numbers:
    """The numbers of a column, NaN for a missing one, and their unit if the cells have one.

    `wrong` are the positions of cells that are no numbers, with the reason.
    """

    values: array[float]
    unit: str | None
    wrong: Sequence[tuple[int, str]]


def is_number(cell: str) -> bool:
    """Return whether a cell is a number, perhaps with a unit, and not a missing one."""
    if cell.lower() in MISSING:
        return False
    return any(_split(cell, has_comma) is not None for has_comma in (False, True))


def is_missing(cell: str) -> bool:
    """Return whether a cell states that there is no value."""
    return cell.lower() in MISSING


def read_numbers(cells: Iterable[str]) -> Numbers:
    """Return the numbers of a column, all in the same unit.

    A column with `900 MiB` and `1.2 GiB` is converted to bytes; one in which all cells have the
    same unit stays in it. Infinite numbers are missing ones.
    """
    texts = list(cells)
    has_comma = _has_decimal_comma(texts)
    parts = [_cell(text, has_comma) for text in texts]
    unit, factors = _common_unit([part[1] for part in parts if part is not None and part[1]])
    values, wrong = array("d"), []
    for at, part in enumerate(parts):
        value = math.nan
        if part is None:
            wrong.append((at, f"{quoted(texts[at])} is not a number"))
        elif part[1] in factors:
            value = part[0] * factors[part[1]]
        else:
            wrong.append((at, f"{quoted(texts[at])} has another unit than `{unit}`"))
        values.append(value if math.isfinite(value) else math.nan)
    return Numbers(values, unit, wrong)


def _cell(text: str, has_comma: bool) -> tuple[float, str] | None:
    if text.lower() in MISSING:
        return math.nan, ""
    return _split(text, has_comma)


def _split(text: str, has_comma: bool) -> tuple[float, str] | None:
    """Return the number and the unit of a cell; None if it is no number."""
    if not has_comma:
        try:
            return float(text), ""
        except ValueError:
            pass
    match = _NUMBER.match(text) if len(text) <= 80 else None
    if match is None:
        return None
    number = _plain(match["digits"].strip(), has_comma)
    if number is None:
        return None
    return -number if match["sign"] in ("-", "\u2212") else number, (match["unit"] or "").strip()


def _plain(digits: str, has_comma: bool) -> float | None:
    if has_comma and _GROUPED_COMMA.match(digits):
        digits = re.sub("[^\\d,]", "", digits).replace(",", ".")
    elif _GROUPED.match(digits):
        digits = re.sub("[^\\d.]", "", digits)
    return float(digits) if _PLAIN.match(digits) else None


def _has_decimal_comma(texts: Sequence[str]) -> bool:
    """Return whether commas are decimal points: `0,5` and `12,34`, but not `1,026`."""
    return any(
        re.match(r"[-+]?(?:\d+,(?:\d{1,2}|\d{4,})|0,\d+|\d{4,},\d+)(?:\D|$)", text)
        and "." not in text.partition(",")[2]
        for text in texts
        if "," in text
    )


def _common_unit(units: Sequence[str]) -> tuple[str | None, dict[str, float]]:
    """Return the unit of a column, and the factor of each unit in it; "" is a bare number."""
    counts = Counter(units)
    if not counts:
        return None, {"": 1.0}
    usual = counts.most_common(1)[0][0]
    base, _ = UNITS.get(usual, (usual, 1.0))
    alike = {unit for unit in counts if unit in UNITS and UNITS[unit][0] == base}
    if base and len(alike) < 2:
        return usual, {usual: 1.0, "": 1.0}
    return base or None, {unit: UNITS[unit][1] for unit in alike} | {"": 1.0}
