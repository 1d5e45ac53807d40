"""`check` finds in published evidence what redaction replaces."""

from pathlib import Path

import pytest

from postmortems.check import check
from postmortems.evidence.redaction import Redactor
from postmortems.model import Problem
from postmortems.reader import read
from tests.conftest import write
from tests.planted import PLANTED
from tests.unit.test_published_evidence import ID, MAIN

RULES = {
    **dict.fromkeys(("private-key", "cookie", "authorization", "jwt", "credentials"), "secret"),
    "secret": "secret",
    "card": "customer-data",
    "iban": "customer-data",
    "email": "email-address",
    "phone": "email-address",
    "ip": "ip-address",
    "user": "handle",
}
"""The rule that reports each kind."""
NOT_PUBLIC = ("ip", "ip-with-port", "ipv6")
"""Addresses for documentation and private ones, which `ip-address` leaves out."""


def problems(folder: Path, text: str) -> list[Problem]:
    write(folder, {f"{ID}/incident.yaml": MAIN, f"{ID}/evidence/app.log": text})
    reading = read(folder)
    return [one for one in check(reading).problems if "/evidence/" in one.place.path]


@pytest.mark.parametrize("name", [name for name in PLANTED if name not in NOT_PUBLIC])
def test_each_kind_is_reported_and_not_repeated(name: str, tmp_path: Path) -> None:
    kind, text, value = PLANTED[name]
    own = [one for one in problems(tmp_path, f"one\n{text}\n") if one.rule == RULES[kind]]
    assert len(own) == 1
    assert own[0].place.line == 2
    if RULES[kind] in ("secret", "customer-data"):
        assert own[0].level == "error"
        assert value not in str(own[0])


@pytest.mark.parametrize("text", ["a 93.184.215.14 b", "a 93.184.215.14:443 b", "ip:93.184.215.14"])
def test_public_addresses_are_reported_once_for_a_file(text: str, tmp_path: Path) -> None:
    own = problems(tmp_path, f"{text}\n" * 3000)
    assert [(one.rule, one.place.line) for one in own] == [("ip-address", 1)]


def test_redacted_evidence_has_no_findings(tmp_path: Path) -> None:
    text = Redactor().redact("\n".join(text for _, text, _ in PLANTED.values()))
    assert problems(tmp_path, text) == []
