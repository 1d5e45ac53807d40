"""Metrics during an incident against the time before, and fewer points for a chart."""

import math
from array import array
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortems.evidence import Series
from postmortems.evidence.baseline import (
    MIN_POINTS,
    Baseline,
    baseline_of,
    change_text,
    compare,
    deviation,
    distance,
    number_text,
)
from postmortems.evidence.sampling import drawn_span, sample, sampling_step

FINITE = st.floats(-1e12, 1e12)


def series(values: list[float], *, step: float = 60, lines: bool = False) -> Series:
    return Series(
        "cpu",
        array("d", (at * step for at in range(len(values)))),
        array("d", values),
        lines=array("q", range(2, len(values) + 2)) if lines else array("q"),
    )


USUAL = [10.0, 11, 10, 9, 10, 11, 10, 9, 10, 10, 11, 9]


def test_a_peak_has_its_time_line_and_ratio() -> None:
    result = deviation(series([*USUAL, 12, 170, 20], lines=True), 12 * 60, 14 * 60)
    assert result.extreme is not None
    assert (result.extreme.seconds, result.extreme.value, result.extreme.line) == (780, 170, 15)
    assert (result.direction, result.is_anomaly) == ("up", True)
    assert result.comparison == "17 times the baseline"
    assert change_text(result, "ms") == "from 10 to 170 ms, 17 times the baseline"


def test_a_trough_is_the_extreme_if_it_is_further_than_the_peak() -> None:
    result = deviation(series([*USUAL, 12, 2, 10]), 12 * 60, 14 * 60)
    assert result.extreme is not None and result.highest is not None
    assert (result.extreme.value, result.highest.value) == (2, 12)
    assert (result.direction, result.comparison) == ("down", "80 % below the baseline")


def test_a_value_in_the_band_is_no_anomaly() -> None:
    result = deviation(series([*USUAL, 12]), 12 * 60, 14 * 60)
    assert result.direction == "up"
    assert not result.is_anomaly


def test_any_other_value_than_a_constant_is_an_anomaly() -> None:
    assert not deviation(series([0.1] * 12 + [0.1]), 720, 720).is_anomaly
    assert deviation(series([0.1] * 12 + [0.11]), 720, 720).is_anomaly


def test_too_few_points_before_give_no_baseline_but_the_peak() -> None:
    result = deviation(series([1, 2, 50, 3]), 120, 180)
    assert result.baseline is None and result.extreme is None
    assert result.reason == f"2 points before the start; a baseline needs {MIN_POINTS}"
    assert result.highest is not None and result.highest.value == 50


def test_missing_values_are_neither_baseline_nor_extreme() -> None:
    result = deviation(series([*USUAL, math.nan, 30, math.nan]), 12 * 60, 14 * 60)
    assert result.baseline is not None and result.baseline.points == 12
    assert result.lowest is not None and result.lowest.value == 30


def test_a_window_without_points_has_no_extreme() -> None:
    result = deviation(series(USUAL), 10_000, 20_000)
    assert (result.highest, result.extreme, result.is_anomaly) == (None, None, False)


def test_the_mean_deviation_replaces_one_of_zero() -> None:
    baseline, _ = baseline_of([5.0] * 10 + [7.0, 3.0])
    assert baseline is not None
    assert baseline.spread == pytest.approx(1.2533 * 4 / 12)


@pytest.mark.parametrize(
    ("before", "value", "words"),
    [
        (0.134, 2.344, "17 times the baseline"),
        (10, 25, "2.5 times the baseline"),
        (10, 14.5, "45 % above the baseline"),
        (33.4, 1.67, "95 % below the baseline"),
        (-10, -30, "3 times the baseline"),
        (-10, -5, "50 % above the baseline"),
        (100, 99.95, "0.05 % below the baseline"),
        (0, 5, None),
        (5, 0, None),
        (5, -5, None),
        (5, 5, None),
        (5e-324, 1e308, None),
    ],
)
def test_a_value_is_compared_only_if_the_ratio_has_a_meaning(
    before: float, value: float, words: str | None
) -> None:
    assert compare(before, value) == words


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.134, None, "0.134"),
        (2.344, "%", "2.34 %"),
        (1026.4, "ms", "1,026 ms"),
        (0, None, "0"),
        (100, "%", "100 %"),
        (-0.00005, None, "-5.00e-05"),
        (math.nan, "s", "no value"),
    ],
)
def test_numbers_are_written_short(value: float, unit: str | None, text: str) -> None:
    assert number_text(value, unit) == text


def test_a_real_change_ranks_above_noise_around_a_constant() -> None:
    noise = series([100.0] * 12 + [100.01])
    change = series([*USUAL, 60])
    assert distance(change, 720) > distance(noise, 720)
    assert distance(series([5, 5, 5])) == distance(series([])) == 0


@given(st.lists(st.floats(allow_nan=True, allow_infinity=False), max_size=40), st.floats(0, 3000))
def test_any_series_can_be_compared_and_ranked(values: list[float], start: float) -> None:
    one = series(values)
    result = deviation(one, start, start + 600)
    assert distance(one, start) >= 0
    if result.extreme is not None and result.baseline is not None:
        assert start <= result.extreme.seconds <= start + 600
        assert result.direction or result.extreme.value == result.baseline.median


@given(st.lists(FINITE, min_size=MIN_POINTS, max_size=40))
def test_the_median_lies_in_the_band(values: list[float]) -> None:
    baseline, reason = baseline_of(values)
    assert isinstance(baseline, Baseline) and reason is None
    assert baseline.low <= baseline.median <= baseline.high
    assert baseline.has(baseline.median)


@given(
    st.lists(st.one_of(FINITE, st.just(math.nan)), max_size=300),
    st.integers(2, 60),
)
def test_fewer_points_keep_the_extremes_and_the_order(values: list[float], buckets: int) -> None:
    one = series(values)
    sampled = sample(one, 0, 60 * len(values), buckets)
    points = [point for run in sampled.runs for point in run]
    finite = [value for value in values if not math.isnan(value)]
    assert len(points) <= max(buckets, 2)
    assert [seconds for seconds, _ in points] == sorted(seconds for seconds, _ in points)
    assert set(points) <= set(zip(one.times, one.values, strict=True))
    if finite:
        kept = [value for _, value in points]
        assert (min(kept), max(kept)) == (min(finite), max(finite))


def test_missing_values_and_missing_steps_are_gaps() -> None:
    one = Series(
        "cpu", array("d", [0, 60, 120, 180, 300, 360]), array("d", [1, 2, math.nan, 4, 5, 6])
    )
    sampled = sample(one, 0, 360, 300)
    assert [[seconds for seconds, _ in run] for run in sampled.runs] == [[0, 60], [180], [300, 360]]
    assert (sampled.gaps, sampled.is_reduced) == (2, False)


def test_a_gap_that_is_wider_than_a_bucket_stays_in_fewer_points() -> None:
    times = [*range(0, 6000, 10), *range(9000, 15000, 10)]
    one = Series("cpu", array("d", times), array("d", [at % 7 for at in times]))
    sampled = sample(one, 0, 15000, 100)
    assert sampled.is_reduced and len(sampled.runs) == 2
    assert max(b[0] - a[0] for run in sampled.runs for a, b in pairwise(run)) < 3000


def test_irregular_points_are_not_all_gaps() -> None:
    times = [0, 10, 45, 60, 130, 150, 210, 230]
    one = Series("cpu", array("d", times), array("d", times))
    assert len(sample(one, 0, 230, 300).runs) == 1


def test_the_step_is_the_usual_one() -> None:
    assert sampling_step(series([1, 2, 3, 4])) == 60
    assert sampling_step(series([1])) is None


def test_the_drawn_span_leaves_room_around_the_incident() -> None:
    one = series([0.0] * 1000)
    assert drawn_span([one], 30_000, 37_200) == (22_800, 40_800)
    assert drawn_span([one], 600, 1200) == (0, 3000)
    assert drawn_span([], 600, 1200) == (600, 1200)
