"""Quarters: their days, and their incidents against those of earlier quarters."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortems.insights import Period, compare_quarter, is_within_chance, per_quarter, quarter_of
from postmortems.insights.quarters import QuarterComparison
from postmortems.render import quarter_words

from .incidents import corpus, incident


def quarter(year: int, number: int) -> Period:
    return quarter_of(date(year, 3 * number, 1))


def compared(day: str, *days: str, of: Period | None = None) -> QuarterComparison:
    """Compare the quarter of a day, or another one as of that day, with incidents on some days."""
    today = date.fromisoformat(day)
    incidents = [incident(f"{one}-{at}") for at, one in enumerate(days)]
    return compare_quarter(of or quarter_of(today), per_quarter(incidents), today)


@pytest.mark.parametrize(
    ("day", "slug", "first", "last", "days"),
    [
        ("2024-02-29", "2024-Q1", "2024-01-01", "2024-03-31", 91),
        ("2023-01-01", "2023-Q1", "2023-01-01", "2023-03-31", 90),
        ("2026-06-30", "2026-Q2", "2026-04-01", "2026-06-30", 91),
        ("2026-07-01", "2026-Q3", "2026-07-01", "2026-09-30", 92),
        ("9999-12-31", "9999-Q4", "9999-10-01", "9999-12-31", 92),
    ],
)
def test_the_days_of_a_quarter(day: str, slug: str, first: str, last: str, days: int) -> None:
    found = quarter_of(date.fromisoformat(day))
    assert (found.slug, str(found.first), str(found.last), found.days) == (
        slug,
        first,
        last,
        days,
    )


def test_quarters_before_reach_back_over_years_and_not_before_the_first() -> None:
    assert quarter(2026, 1).before() == quarter(2025, 4)
    assert quarter(2026, 3).before(4) == quarter(2025, 3)
    assert quarter(1, 1).before() is None
    assert quarter(1, 4).before(3) == quarter(1, 1)


def test_a_quarter_that_is_not_over_is_compared_with_the_same_days() -> None:
    comparison = compared(
        "2026-10-02", "2026-10-01", "2026-07-02", "2026-07-03", "2025-10-01", "2025-10-02"
    )
    assert [one.total for one in comparison.earlier] == [1, 2]
    assert quarter_words.quarter_sentence(comparison) == (
        "1 incident so far in 2026 Q4 (to 2 October): as many as in the first 2 days of 2026 Q3 "
        "(1), 1 fewer than in the first 2 days of 2025 Q4 (2)."
    )


def test_a_quarter_that_is_longer_is_compared_with_all_days_of_the_shorter_one() -> None:
    comparison = compared("2026-09-30", "2026-06-30", "2026-04-01", "2026-08-01", "2025-01-01")
    assert "1 fewer than in the whole 91 days of 2026 Q2 (2)" in quarter_words.quarter_sentence(
        comparison
    )


def test_the_same_days_of_a_leap_year_are_counted_from_the_first_day() -> None:
    comparison = compared("2024-02-29", "2023-03-01", "2023-03-02", "2022-05-01")
    year_before = comparison.year_before
    assert year_before and (year_before.total, year_before.days) == (1, 60)


def test_a_quarter_that_is_over_is_compared_with_whole_quarters() -> None:
    days = ("2026-07-01", "2026-09-30", "2026-04-01", "2026-06-30", "2026-06-01", "2025-07-01")
    comparison = compared("2026-10-01", *days, "2024-01-01", of=quarter(2026, 3))
    assert comparison.until is None
    assert quarter_words.quarter_sentence(comparison) == (
        "2 incidents in 2026 Q3: 1 fewer than in 2026 Q2 (3), 1 more than in 2025 Q3 (1)."
    )


def test_a_quarter_that_has_come_to_its_last_day_is_compared_with_all_days() -> None:
    comparison = compared("2026-12-31", "2026-12-01", "2026-07-01")
    assert "as many as in the whole 92 days of 2026 Q3 (1" in quarter_words.quarter_sentence(
        comparison
    )


def test_incidents_after_today_do_not_count_so_far() -> None:
    comparison = compared("2026-10-02", "2026-10-02", "2026-10-03")
    assert comparison.count.total == 1


def test_a_quarter_that_has_not_begun_is_not_compared() -> None:
    comparison = compared("2026-10-02", "2026-07-01", "2027-01-05", of=quarter(2027, 1))
    assert quarter_words.quarter_sentence(comparison) == (
        "1 incident in 2027 Q1. The quarter begins after 2026-10-02, so it is not compared with "
        "earlier ones."
    )


def test_the_first_quarter_on_record_has_nothing_to_be_compared_with() -> None:
    comparison = compared("2026-10-02", "2026-10-01")
    assert comparison.earlier == ()
    assert quarter_words.quarter_sentence(comparison) == (
        "1 incident so far in 2026 Q4 (to 2 October). No earlier quarter is on record to compare "
        "it with."
    )


def test_days_before_the_first_incident_on_record_are_not_compared() -> None:
    late = compared("2026-10-02", "2026-07-03")
    assert late.previous is None
    within = compared("2026-10-03", "2026-07-03")
    assert within.previous and within.previous.recorded_from == date(2026, 7, 3)
    assert "(1, recorded from 2026-07-03)" in quarter_words.quarter_sentence(within)


def test_quarters_without_any_incident_are_said_to_have_none() -> None:
    assert quarter_words.quarter_sentence(compared("2026-10-02", "2020-01-01")) == (
        "No incident so far in 2026 Q4 (to 2 October), and none in the first 2 days of 2026 Q3 or "
        "the first 2 days of 2025 Q4."
    )


def test_the_worst_severities_are_named_with_those_of_earlier_quarters() -> None:
    comparison = compared("2026-10-02", "2026-10-01", "2026-07-01", "2025-01-01")
    assert quarter_words.worst_severities(comparison, corpus()) == (
        "SEV1 Critical: none, against 0 in 2026 Q3 and 0 in 2025 Q4. "
        "SEV2 Major: 1, against 1 and 0."
    )


@pytest.mark.parametrize(
    ("total", "earlier", "sentence"),
    [
        (3, (3, 3), ""),
        (3, (1, 3), "The difference is no more than chance alone often makes."),
        (3, (1, 5), "Both differences are no more than chance alone often makes."),
        (30, (1, 5), "Both differences are larger than chance alone usually makes."),
        (
            30,
            (1, 28),
            "Only the difference from 2026 Q3 is larger than chance alone usually makes.",
        ),
        (0, (), ""),
    ],
)
def test_small_differences_are_said_to_be_chance(
    total: int, earlier: tuple[int, ...], sentence: str
) -> None:
    comparison = compared("2026-10-02", "2020-01-01")
    others = comparison.earlier
    comparison = replace(
        comparison,
        count=replace(comparison.count, counts={"SEV1": total}),
        previous=replace(others[0], counts={"SEV1": earlier[0]}) if earlier else None,
        year_before=replace(others[1], counts={"SEV1": earlier[1]}) if earlier else None,
    )
    assert quarter_words.chance(comparison) == sentence


def test_counts_are_within_chance_up_to_two_standard_deviations() -> None:
    assert is_within_chance(4, 0) and not is_within_chance(5, 0)
    assert is_within_chance(50, 32) and not is_within_chance(50, 31)


days_of_years = st.dates(date(2022, 1, 1), date(2026, 12, 31))


@given(st.lists(days_of_years, max_size=40), days_of_years, days_of_years)
def test_every_count_is_that_of_the_days_it_names(days: list[date], today: date, day: date) -> None:
    incidents = [incident(f"{one}-{at}") for at, one in enumerate(days)]
    asked = quarter_of(day)
    comparison = compare_quarter(asked, per_quarter(incidents), today)
    last = min(asked.last, today) if today >= asked.first else asked.last
    assert comparison.count.total == sum(asked.first <= one <= last for one in days)
    is_over = today > asked.last
    for months, counted in ((3, comparison.previous), (12, comparison.year_before)):
        index = asked.first.year * 12 + asked.first.month - 1 - months
        first = date(index // 12, index % 12 + 1, 1)
        end = date((index + 3) // 12, (index + 3) % 12 + 1, 1)
        if not is_over:
            end = min(end, first + (today - asked.first) + timedelta(days=1))
        if not days or min(days) >= end or today < asked.first:
            assert counted is None
        else:
            wanted = (
                Counter({"SEV2": number})
                if (number := sum(first <= d < end for d in days))
                else Counter()
            )
            assert counted and counted.counts == wanted
