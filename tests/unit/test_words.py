"""Times and lengths in words."""

from datetime import timedelta

import pytest

from postmortems.model import Duration
from postmortems.render import words


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(), "0 min"),
        (timedelta(seconds=40), "40 s"),
        (timedelta(minutes=27), "27 min"),
        (timedelta(minutes=90), "1 h 30 min"),
        (timedelta(hours=2), "2 h"),
        (timedelta(days=1, minutes=11), "24 h 11 min"),
        (timedelta(days=3, hours=1, minutes=5), "3 days 1 h"),
    ],
)
def test_length(length: timedelta, said: str) -> None:
    assert words.length(length) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "less than a day"),
        (1, "1 day"),
        (59, "59 days"),
        (74, "2 months"),
        (365, "12 months"),
        (731, "2 years"),
        (1077, "2 years 11 months"),
    ],
)
def test_gap(days: int, said: str) -> None:
    assert words.gap(timedelta(days)) == said


def test_about() -> None:
    assert words.duration(Duration(timedelta(minutes=5), approximate=True)) == "about 5 min"
