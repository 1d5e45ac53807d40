"""What a chart shows, in sentences computed from its numbers."""

from collections.abc import Sequence

NAMED = 3
"""The largest number of equals that a sentence names."""


def joined(names: Sequence[str]) -> str:
    """Return names as a list in a sentence: `A, B and C`."""
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else ""


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: `1 incident`, `1,200 incidents`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def largest(counts: Sequence[tuple[str, int]]) -> tuple[list[str], int]:
    """Return the names with the largest count, and that count; no names if nothing is counted."""
    most = max((number for _, number in counts), default=0)
    return [name for name, number in counts if number == most and most], most


def had_the_most(counts: Sequence[tuple[str, int]], one: str) -> str:
    """Return a sentence that names what had the most incidents; empty if nothing had any.

    Args:
        counts: names and their numbers of incidents.
        one: what a name stands for, such as `month`.
    """
    names, most = largest(counts)
    if not names:
        return ""
    if len(counts) == 1:
        return f"{names[0]} had {counted(most, 'incident')}."
    if len(names) == 1:
        return f"{names[0]} had the most incidents, {most:,}."
    if len(names) <= NAMED:
        return f"{joined(names)} had the most incidents, {most:,} each."
    if most == 1:
        return f"No {one} had more than 1 incident."
    return f"{len(names):,} {one}s had the most incidents, {most:,} each."


def compared(counts: Sequence[int], number: int, one: str) -> str:
    """Return a sentence that compares the last periods with those before them.

    Empty if there are too few periods.

    Args:
        counts: of consecutive periods that are over, the earliest first.
        number: of periods to compare with as many before.
        one: what a period is, such as `month`.
    """
    if number < 1 or len(counts) < 2 * number:
        return ""
    last, before = sum(counts[-number:]), sum(counts[-2 * number : -number])
    if number == 1:
        return f"The last full {one} had {last:,}, the one before {before:,}."
    return f"The last {number} full {one}s had {last:,}, the {number} before {before:,}."
