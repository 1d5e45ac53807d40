"""Say how many incidents a quarter had, against earlier quarters, in sentences."""

from collections.abc import Mapping
from datetime import date

from ..insights import (
    Period,
    QuarterComparison,
    QuarterCount,
    QuarterReport,
    is_within_chance,
)
from ..model import Corpus
from ..model.catalogue import MAJOR
from .words import count

CHANCE = (
    "Counts of incidents that happen independently and equally often differ by chance. Up to twice "
    "the square root of the sum of both counts, a difference is called no more than chance here."
)
"""The definition of what the sentence of `chance` says."""


def day_and_month(day: date) -> str:
    """Return a day without its year, such as `30 November`."""
    return f"{day.day} {day:%B}"


def quarter_label(counted: QuarterCount, until: date | None) -> str:
    """Return which days of a quarter are counted: `2026 Q3, first 61 days`, or only `2026 Q3`.

    Args:
        counted: the quarter.
        until: the day up to which it has come, if it is the one that others are compared with.
    """
    if until:
        return f"{counted.quarter}, to {day_and_month(until)}"
    if counted.days is None:
        return str(counted.quarter)
    return f"{counted.quarter}, {_days(counted.days, counted.quarter)}"


def quarter_headline(comparison: QuarterComparison) -> str:
    """Return the number of incidents: `12 incidents so far in 2026 Q4 (to 30 November)`."""
    total = comparison.count.total
    incidents = count(total, "incident") if total else "No incident"
    if comparison.until and comparison.count.days:
        until = day_and_month(comparison.until)
        return f"{incidents} so far in {comparison.quarter} (to {until})"
    return f"{incidents} in {comparison.quarter}"


def quarter_sentence(comparison: QuarterComparison) -> str:
    """Return the number of incidents, and the difference from each of the earlier quarters."""
    headline, total = quarter_headline(comparison), comparison.count.total
    if comparison.count.days == 0:
        return (
            f"{headline}. The quarter begins after {comparison.until}, so it is not compared with "
            "earlier ones."
        )
    if not comparison.earlier:
        return f"{headline}. No earlier quarter is on record to compare it with."
    if not total and not any(one.total for one in comparison.earlier):
        where = " or ".join(map(_period, comparison.earlier))
        return f"{headline}, and none in {where}."
    return f"{headline}: {', '.join(_difference(total, one) for one in comparison.earlier)}."


def _difference(total: int, other: QuarterCount) -> str:
    number = abs(total - other.total)
    if not number:
        difference = "as many as"
    else:
        difference = f"{number:,} {'more' if total > other.total else 'fewer'} than"
    recorded = f", recorded from {other.recorded_from}" if other.recorded_from else ""
    return f"{difference} in {_period(other)} ({other.total:,}{recorded})"


def _period(counted: QuarterCount) -> str:
    """Return the days that are counted: `the first 61 days of 2026 Q3`, or only `2026 Q3`."""
    if counted.days is None:
        return str(counted.quarter)
    return f"the {_days(counted.days, counted.quarter)} of {counted.quarter}"


def _days(days: int, quarter: Period) -> str:
    if days >= quarter.days:
        return f"whole {quarter.days} days"
    return f"first {days} days" if days > 1 else "first day"


def chance(comparison: QuarterComparison) -> str:
    """Return whether the differences are larger than chance usually makes; see `CHANCE`.

    Empty if there is no difference.
    """
    total = comparison.count.total
    different = [one for one in comparison.earlier if one.total != total]
    larger = [one for one in different if not is_within_chance(total, one.total)]
    if not different:
        return ""
    subject = "Both differences are" if len(different) > 1 else "The difference is"
    if not larger:
        return f"{subject} no more than chance alone often makes."
    if len(larger) == len(different):
        return f"{subject} larger than chance alone usually makes."
    quarter = larger[0].quarter
    return f"Only the difference from {quarter} is larger than chance alone usually makes."


def worst_severities(comparison: QuarterComparison, corpus: Corpus) -> str:
    """Return the numbers of the worst severities; empty if all quarters had no incident."""
    counted = (comparison.count, *comparison.earlier)
    if not any(one.total for one in counted):
        return ""
    names = list(corpus.severities)[:MAJOR]
    sentences = []
    for at, name in enumerate(names):
        others = [
            f"{one.counts.get(name, 0):,}" + ("" if at else f" in {one.quarter}")
            for one in comparison.earlier
        ]
        against = f", against {' and '.join(others)}" if others else ""
        number = _number(comparison.count.counts, name)
        sentences.append(f"{corpus.severity_title(name)}: {number}{against}.")
    return " ".join(sentences)


def _number(counts: Mapping[str, int], name: str) -> str:
    return f"{counts.get(name, 0):,}" if counts.get(name) else "none"


def learned(report: QuarterReport) -> str:
    """Return how many lessons the incidents of a quarter taught; empty if none."""
    if not report.lessons:
        return ""
    returned = sum(lesson.returned is not None for lesson in report.lessons)
    taught = f"Taught {count(len(report.lessons), 'lesson')}"
    return f"{taught}, {returned:,} of which had been taught before."


def kept(report: QuarterReport) -> str:
    """Return how many action items were done in a quarter, and overdue at its end."""
    done, overdue = len(report.done), len(report.overdue)
    end = str(report.comparison.until) if report.comparison.until else "its end"
    when = "on" if report.comparison.until else "at"
    return (
        f"{_were(done)} done in the quarter{' so far' if report.comparison.until else ''}, "
        f"and {_were(overdue)} overdue {when} {end}."
    )


def _were(number: int) -> str:
    return f"{count(number, 'action item')} {'was' if number == 1 else 'were'}"
