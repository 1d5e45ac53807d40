"""What is shown of evidence has no part of a secret, and no character that hides others."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from postmortems.evidence import (
    DerivedEvidence,
    Source,
    UnreadableEvidenceError,
    derive,
    read_evidence,
)
from postmortems.model import Incident

START = datetime(2026, 3, 14, 9, 20, tzinfo=UTC)
INCIDENT = Incident.model_validate(
    {
        "id": "2026-03-14-x",
        "title": "Checkout declines cards",
        "severity": "SEV1",
        "times": {"started": "2026-03-14T09:20Z", "resolved": "2026-03-14T10:20Z"},
        "evidence": [{"kind": "logs", "file": "evidence/app.log"}],
    }
)
SECRETS = (
    "password=zqAbcd7zqEfgh",
    "Authorization: Bearer zqAb7cdEf9ghIj2",
    "https://app:zq7hunter9zq@db.example.com/orders?token=zq11aa22bb33cc44dd",
    "Cookie: sid=zq7aa8bb9cc",
    "from zqjane7.doe8@customer.example",
    "user=zqjane7.doe8%40customer.example",
    "github_pat_zq7Kd92LmQp3RtVw8Yz1Azq",
)


def derived(message: str) -> DerivedEvidence:
    """Return what is derived from a log in which a message becomes frequent."""
    quiet = [(START - timedelta(minutes=60 - minute), "info", "served") for minute in range(60)]
    loud = [(START + timedelta(seconds=20 * at), "error", message) for at in range(60)]
    lines = (
        json.dumps({"time": time.isoformat(), "level": level, "msg": text})
        for time, level, text in [*quiet, *loud]
    )
    source = Source("app.log", "\n".join(lines).encode())
    return derive(INCIDENT, {0: read_evidence(source, "logs")})


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("before", ["failed: ", "GET /x?", "x" * 280 + " "])
def test_no_part_of_a_secret_is_derived_from_a_log(secret: str, before: str) -> None:
    assert "zq" not in repr(derived(f"{before}{secret} in 17 ms"))


def test_characters_that_hide_others_or_cannot_be_written_are_replaced() -> None:
    text = repr(derived("\ud800 \u0000 \x1b[31m \u202e gpj.exe"))
    assert "gpj.exe" in text
    assert not {"\ud800", "\x00", "\x1b", "\u202e"} & set(text)
    log = derived("\ud800 x").files[0].log
    assert log is not None and log.first_error is not None
    log.first_error.text.encode()


def test_a_long_cell_is_not_quoted_in_part() -> None:
    cell = "ghp_zq7Kd92LmQp3RtVw8Yz1AzqabuqvkEf0aBcD with more text"
    rows = "".join(f"2026-03-14 09:{minute}Z,1\n" for minute in range(10, 40))
    source = Source("a.csv", f"time,cpu\n{rows}{cell},2\n".encode())
    assert "zq7" not in repr(read_evidence(source, "metrics").skipped)


def test_html_that_is_nested_too_deep_is_an_error() -> None:
    source = Source("a.html", b"<html><body>" + b"<div>" * 300_000)
    with pytest.raises(UnreadableEvidenceError, match="nested more than 400 deep"):
        read_evidence(source, "report")
