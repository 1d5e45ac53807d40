"""Incidents are found by what their evidence says."""

import json
from pathlib import Path

import pytest

from tests.conftest import run, write
from tests.unit.test_evidence_rules import EVIDENCE, FILES, HEAD, NAME, TIMES


@pytest.mark.parametrize(
    "words",
    [
        "CheckoutErrors",
        "no connection to the bank",
        "my card is declined",
        "bank closed connections",
    ],
)
def test_an_incident_is_found_by_alerts_logs_reports_and_documents(
    tmp_path: Path, words: str
) -> None:
    text = (HEAD + TIMES + EVIDENCE).replace("Checkout declines cards", "An evening in March")
    contents = {f"{NAME}/evidence/{name}": content for name, content in FILES.items()}
    folder = write(tmp_path, {f"{NAME}/incident.yaml": text, **contents})
    done = run("postmortems", "search", words, "--incidents", str(folder), "--json")
    assert [row["id"] for row in json.loads(done.stdout)["results"]] == [NAME]
