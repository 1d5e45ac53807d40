"""The zones that authors name."""

import contextlib
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortems.model.zone import zone_of

MOMENT = datetime(2026, 7, 1, 12, 0)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Europe/London", 1),
        ("UTC", 0),
        ("+02:00", 2),
        ("-0530", -5.5),
        ("+2", 2),
        ("UTC+3", 3),
        ("Etc/GMT+5", -5),
        ("America/Argentina/Buenos_Aires", -3),
    ],
)
def test_a_zone_has_a_name_or_an_offset(text: str, hours: float) -> None:
    assert MOMENT.replace(tzinfo=zone_of(text)).utcoffset() == timedelta(hours=hours)


@pytest.mark.parametrize("text", ["Europe", "London", "+25:00", "+02:75", "../UTC", "", "a\0b"])
def test_what_is_no_zone_is_an_error(text: str) -> None:
    with pytest.raises(ValueError):
        zone_of(text)


@given(st.text())
def test_any_text_is_a_zone_or_an_error(text: str) -> None:
    with contextlib.suppress(ValueError):
        zone_of(text)
