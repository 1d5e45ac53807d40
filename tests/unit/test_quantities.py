"""Quantities in texts, with units and as exact as they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortems.check.quantities import quantities


@pytest.mark.parametrize(
    ("text", "value", "dimension"),
    [
        ("95 %", 95, "%"),
        ("peaked at 99.5%", 99.5, "%"),
        ("450 ms", 0.45, "s"),
        ("12 minutes", 720, "s"),
        ("1.5 GB", 1.5e9, "B"),
        ("2 GiB", 2 * 1024**3, "B"),
        ("1,200 complaints", 1200, ""),
        ("1 200", 1200, ""),
        ("3k", 3000, ""),
    ],
)
def test_a_quantity_has_its_value_in_the_base_unit(text: str, value: float, dimension: str) -> None:
    [quantity] = quantities(text)
    assert quantity.value == pytest.approx(value)
    assert quantity.dimension == dimension


@pytest.mark.parametrize("text", ["14:02", "2026-03-14", "v1.2.3", "10.0.0.1", "web-1", "p99"])
def test_times_versions_addresses_and_names_are_no_quantities(text: str) -> None:
    assert list(quantities(text)) == []


@pytest.mark.parametrize(
    ("text", "exact", "agrees"),
    [
        ("95 %", 95.4, True),
        ("95 %", 96, False),
        ("1,200", 1240, True),
        ("1,200", 1300, False),
        ("about 1,200", 1300, True),
        ("0.5 s", 0.52, True),
        ("0.5 s", 0.6, False),
    ],
)
def test_a_quantity_agrees_with_values_that_its_author_would_round_to_it(
    text: str, exact: float, agrees: bool
) -> None:
    [quantity] = quantities(text)
    assert quantity.is_about(exact) is agrees


@given(st.text(alphabet="0123456789.,:%~ kKMGiBsmh-/ab", max_size=60))
def test_every_quantity_is_part_of_the_text(text: str) -> None:
    for quantity in quantities(text):
        assert quantity.text in text
        assert quantity.value >= 0
