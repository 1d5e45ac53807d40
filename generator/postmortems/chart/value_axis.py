"""An axis of values, with labels that are short for very large and very small numbers."""

import math
from collections.abc import Iterable

_PREFIXES = ((1e15, "P"), (1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"))
_SHORT_FROM = 1e4
_LARGEST = 1e300
_SMALLEST = 1e-300
_NEAR_ZERO = 0.5
"""The part of the largest value below which the smallest one makes the axis begin at 0."""


class ValueAxis:
    """An axis from a tick below the least value to one above the greatest."""

    def __init__(self, values: Iterable[float], wanted: int = 4) -> None:
        clamped = [clamp(value) for value in values if not math.isnan(value)]
        low, high = _range(min(clamped, default=0.0), max(clamped, default=0.0))
        step = _step((high - low) / wanted)
        first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
        self.step = step
        self.ticks = [at * step for at in range(first, max(last, first + 1) + 1)]

    def share(self, value: float) -> float:
        """Return the height of a value, 0 to 1; of one outside, the nearer end."""
        low, high = self.ticks[0], self.ticks[-1]
        return min(1.0, max(0.0, (clamp(value) - low) / (high - low)))

    def label(self, tick: float) -> str:
        """Return the label of a tick, such as `0.5`, `1,500` or `1.2 G`."""
        most = max(abs(self.ticks[0]), abs(self.ticks[-1]))
        if most >= 1e18 or most < 1e-4:
            return f"{tick:.3g}"
        factor, prefix = next(
            ((size, name) for size, name in _PREFIXES if most >= size and most >= _SHORT_FROM),
            (1.0, ""),
        )
        digits = max(0, -math.floor(math.log10(self.step / factor) + 1e-9))
        text = f"{tick / factor:,.{digits}f}"
        return f"{text} {prefix}" if prefix and tick else text


def clamp(value: float) -> float:
    """Return a value that can be subtracted from another and divided without overflow."""
    if abs(value) < _SMALLEST:
        return 0.0
    return min(_LARGEST, max(-_LARGEST, value))


def value_text(value: float, unit: str = "") -> str:
    """Return a value with four significant digits and its unit."""
    size = abs(value)
    if size and not 1e-4 <= size < 1e12:
        text = f"{value:.3e}"
    else:
        digits = max(0, 3 - math.floor(math.log10(size))) if size else 0
        text = f"{value:,.{digits}f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text} {unit}" if unit else text


def _range(low: float, high: float) -> tuple[float, float]:
    if high - low <= max(_SMALLEST, 1e-12 * max(abs(low), abs(high))):
        if low == 0:
            return 0.0, 1.0
        return (0.0, high) if high > 0 else (low, 0.0)
    if 0 < low <= _NEAR_ZERO * high:
        return 0.0, high
    if 0 > high >= _NEAR_ZERO * low:
        return low, 0.0
    return low, high


def _step(least: float) -> float:
    """Return the least of 1, 2 and 5 times a power of ten that is not below a number."""
    power = 10.0 ** math.floor(math.log10(least))
    return next((f * power for f in (1, 2, 5) if f * power >= least * (1 - 1e-9)), 10 * power)
