"""The verification of action items: `verified_on` and `evidence`."""

from pathlib import Path
from typing import Any

import pytest

from postmortems.check import RULES
from postmortems.model import Incident
from postmortems.render import incident_page

from .incidents import corpus, incident
from .rule_examples import found, said


def verified(**item: Any) -> Incident:
    row = {"id": "a", "text": "Add a timeout", "lesson": "bound-it", **item}
    return incident("2026-01-01-down", lessons={"action_items": [row]})


def test_a_page_shows_when_an_item_was_verified_and_by_what() -> None:
    one = verified(
        state="done",
        done_on="2026-01-10",
        verified_on="2026-01-12",
        evidence=["Load test | <b>", "https://graphs.example.com/a"],
    )
    text = incident_page(one, corpus(one))
    assert "| Done on 2026-01-10, verified on 2026-01-12 |" in text
    assert "<small>evidence: Load test &#124; &#60;b></small>" in text
    assert "<small>evidence: <https://graphs.example.com/a></small>" in text


@pytest.mark.parametrize(
    ("item", "message"),
    [
        ("state: done, verified_on: 2026-03-27", ""),
        ("state: done, done_on: 2026-03-27, verified_on: 2026-03-27", ""),
        ("done_on: 2026-03-26, verified_on: 2026-03-25", "before it was done on 2026-03-26"),
        ("state: cancelled, verified_on: 2026-03-27", "but its state is `cancelled`"),
        ("state: open, verified_on: 2026-03-27", "but its state is `open`"),
        ("verified_on: 2026-03-27", "but it has no `done_on`"),
    ],
)
def test_only_a_done_item_can_be_verified(item: str, message: str, tmp_path: Path) -> None:
    yaml = f"lessons:\n  action_items:\n    - {{id: a, text: Add a timeout, {item}}}\n"
    text = said(found(RULES["verified-before-done"], yaml, tmp_path))
    assert message in text
    assert bool(message) == bool(text)


def test_a_verification_in_the_future_is_an_error(tmp_path: Path) -> None:
    item = "{id: a, text: Add a timeout, state: done, verified_on: 2036-03-27}"
    yaml = f"lessons:\n  action_items:\n    - {item}\n"
    text = said(found(RULES["time-in-the-future"], yaml, tmp_path))
    assert "2036-03-27 is in the future" in text
