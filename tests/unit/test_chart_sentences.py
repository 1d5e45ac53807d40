"""The sentences of charts: what they say is what a count of the same numbers gives."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.indexes.pictures import messages
from postmortems.chart.sentences import compared, had_the_most, joined, largest

COUNTS = st.lists(st.integers(0, 9), max_size=30).map(
    lambda numbers: [(f"2{at:03}", number) for at, number in enumerate(numbers)]
)


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ([], ""),
        ([0, 0], ""),
        ([3], "a had 3 incidents."),
        ([1], "a had 1 incident."),
        ([1, 1, 0, 1, 1], "No month had more than 1 incident."),
        ([1, 0], "a had the most incidents, 1."),
        ([1, 2, 2], "b and c had the most incidents, 2 each."),
        ([2, 2, 2], "a, b and c had the most incidents, 2 each."),
        ([2, 2, 2, 2, 1], "4 months had the most incidents, 2 each."),
    ],
)
def test_the_largest_is_named_with_its_equals(numbers: list[int], sentence: str) -> None:
    assert had_the_most(list(zip("abcdef", numbers, strict=False)), "month") == sentence


@given(COUNTS)
def test_the_largest_count_is_that_of_the_names(counts: list[tuple[str, int]]) -> None:
    sentence = had_the_most(counts, "month")
    most = max((number for _, number in counts), default=0)
    names = {name for name, number in counts if number == most}
    assert bool(sentence) == bool(most)
    if sentence:
        named = set(re.findall(r"\b2\d{3}\b", sentence))
        assert named == (names if named else set())
        assert re.search(rf"\b{most}\b", sentence)
        assert named or len(names) > 3


@given(st.lists(st.integers(0, 10**6), max_size=30), st.sampled_from([1, 4, 12]))
def test_the_last_periods_are_compared_with_those_before(numbers: list[int], size: int) -> None:
    sentence = compared(numbers, size, "quarter")
    if len(numbers) < 2 * size:
        assert not sentence
        return
    said = [int(word) for word in re.findall(r"\d+", sentence.replace(",", ""))]
    sums = [sum(numbers[len(numbers) - size :]), sum(numbers[len(numbers) - 2 * size :][:size])]
    assert said == (sums if size == 1 else [size, sums[0], size, sums[1]])


@given(COUNTS.filter(bool))
def test_the_period_in_progress_is_not_compared(counts: list[tuple[str, int]]) -> None:
    current = len(counts) - 1
    sentence = messages.over_time(counts, "year", finished=current, current=current)
    name, number = counts[current]
    if current:
        assert sentence.endswith(f"{name} has {number or 'none'} so far.")
    over = [number for _, number in counts[:-1]]
    text = "The last full year had"
    assert (text in sentence) == (len(over) >= 2)
    if len(over) >= 2:
        assert f"{text} {over[-1]}, the one before {over[-2]}." in sentence


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 30)))
def test_triggers_are_counted_of_all_incidents_with_a_known_one(counts: dict[str, int]) -> None:
    sentence = messages.triggers(list(counts.items()))
    if not counts:
        assert not sentence
        return
    names, most = largest(list(counts.items()))
    total = sum(counts.values())
    subject = joined(names) if len(names) <= 3 else f"{len(names)} categories"
    each = " each" if len(names) > 1 else ""
    number = "the only incident" if total == 1 else f"{most} of the {total} incidents"
    assert sentence == f"{subject}{each} set off {number} with a known trigger."


def test_large_numbers_have_commas() -> None:
    sentence = messages.over_time([("2025", 1), ("2026", 1200)], "year", finished=1, current=1)
    assert "2026 has 1,200 so far." in sentence


def test_factors_without_a_total_are_counted_alone() -> None:
    counts = [("Testing", 3), ("Capacity", 3), ("Tooling", 1)]
    assert messages.factors(counts, None) == "Testing and Capacity each contributed to 3 incidents."
    assert messages.factors(counts, 5) == (
        "Testing and Capacity each contributed to 3 of the 5 incidents with a recorded factor."
    )
