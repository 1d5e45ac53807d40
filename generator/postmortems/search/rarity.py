"""How rare something is that some texts of a collection have and others do not."""

from functools import lru_cache
from math import ceil, log, log10

ASSUMED = 20
"""The number of texts, with none of the terms, that are assumed besides those that were counted.
Without them no term that two texts have would be rare among few."""
_DIGITS = 2
"""The significant digits of the number of texts."""


@lru_cache(maxsize=1 << 16)
def rarity(count: int, size: int) -> float:
    """Return the rarity of what `count` of `size` texts have; the higher, the rarer.

    It is rounded, and so is the size, so that one more text rarely changes the rarity of anything:
    what was computed for other texts is then still exact.
    """
    size = max(rounded_size(size), count) + ASSUMED
    return round(log(1 + (size - count + 0.5) / (count + 0.5)), 1)


def rounded_size(size: int) -> int:
    """Return the size of a collection of texts, rounded up to its first significant digits."""
    step = int(10 ** max(0, int(log10(size or 1)) + 1 - _DIGITS))
    return ceil(size / step) * step
