"""The sentences above the charts of the indexes, computed from the numbers that they draw."""

from collections.abc import Sequence

from postmortems.chart.sentences import NAMED, compared, had_the_most, joined, largest
from postmortems.insights import Spread, Unit
from postmortems.render import words

COMPARED: dict[Unit, int] = {"month": 12, "quarter": 4, "year": 1}
"""The number of periods that are compared with as many before: a year."""


def over_time(
    counts: Sequence[tuple[str, int]],
    unit: Unit,
    *,
    finished: int,
    current: int | None = None,
    compares: bool = True,
) -> str:
    """Return which periods had the most incidents, and a comparison of the last ones.

    Args:
        counts: the names of consecutive periods and their incidents, the earliest first.
        unit: of the periods.
        finished: how many of them are over.
        current: the index of the one that is in progress, if any.
        compares: whether to compare periods with those before.
    """
    sentences = [had_the_most(counts, unit)]
    if compares:
        numbers = [number for _, number in counts[:finished]]
        sentences.append(compared(numbers, COMPARED[unit], unit))
    if current is not None and len(counts) > 1:
        name, number = counts[current]
        sentences.append(f"{name} has {f'{number:,}' if number else 'none'} so far.")
    return " ".join(filter(None, sentences))


def durations(spread: Spread) -> str:
    """Return the median and the range of a metric, or only the range of few incidents."""
    metric = spread.metric.label.lower()
    least, most = words.length(spread.least), words.length(spread.most)
    if spread.number == 1:
        return f"The {metric} is recorded for 1 incident: {least}."
    between = f"{least} to {most}" if least != most else f"{least} each"
    if spread.is_few:
        return f"The {metric} is recorded for {spread.number} incidents: {between}."
    median = words.length(spread.median)
    return f"The median {metric} is {median}, of {spread.number:,} incidents: {between}."


def durations_by_name(rows: Sequence[tuple[str, Spread]]) -> str:
    """Return the medians of a metric by name, of those with enough incidents for one.

    Args:
        rows: at least one: names, such as those of severities, and the same metric of each.
    """
    metric = rows[0][1].metric.label.lower()
    medians = [
        f"{words.length(spread.median)} for {name} ({words.count(spread.number, 'incident')})"
        for name, spread in rows
        if not spread.is_few
    ]
    if medians:
        return f"The median {metric} is {joined(medians)}."
    number = sum(spread.number for _, spread in rows)
    return f"The {metric} is recorded for {words.count(number, 'incident')}."


def triggers(counts: Sequence[tuple[str, int]]) -> str:
    """Return which categories of triggers set off the most incidents.

    Args:
        counts: the titles of known categories and the incidents that each set off; an incident is
            in one category at the most.
    """
    total = sum(number for _, number in counts)
    return _leading(counts, "set off", total, "with a known trigger")


def factors(counts: Sequence[tuple[str, int]], total: int | None) -> str:
    """Return which categories of factors contributed to the most incidents.

    Args:
        counts: the titles of categories and the incidents of each.
        total: the number of incidents with a factor; None if it is not known.
    """
    return _leading(counts, "contributed to", total, "with a recorded factor")


def _leading(counts: Sequence[tuple[str, int]], did: str, total: int | None, which: str) -> str:
    names, most = largest(counts)
    if not names:
        return ""
    if total is None:
        number = words.count(most, "incident")
    elif total == 1:
        number = f"the only incident {which}"
    else:
        number = f"{most:,} of the {words.count(total, 'incident')} {which}"
    if len(names) == 1:
        return f"{names[0]} {did} {number}."
    subject = joined(names) if len(names) <= NAMED else f"{len(names)} categories"
    return f"{subject} each {did} {number}."


def most_affected(counts: Sequence[tuple[str, int]], since: str) -> str:
    """Return which services had the most incidents, of how many.

    Args:
        counts: the titles of services with any incident, and the incidents of each.
        since: the first period that is counted.
    """
    most = had_the_most(counts, "service")
    if not most:
        return ""
    others = f" {len(counts):,} services had an incident." if len(counts) > 1 else ""
    return f"Since {since}, {most}{others}"
