"""Incidents are found by what their evidence says."""

import json
from pathlib import Path

import pytest

from postmortems.check import check, published_evidence, withheld
from postmortems.reader import read
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


@pytest.mark.parametrize("is_published", [False, True])
def test_a_site_has_the_text_of_a_report_only_if_it_is_published(
    tmp_path: Path, is_published: bool
) -> None:
    entry = "  - {kind: report, file: evidence/report.md}\n"
    published = entry.replace("}", ", publish: true}")
    text = HEAD + TIMES + EVIDENCE.replace(entry, published if is_published else entry)
    contents = {f"{NAME}/evidence/{name}": content for name, content in FILES.items()}
    reading = read(write(tmp_path, {f"{NAME}/incident.yaml": text, **contents}))
    report = check(reading)
    [evidence] = published_evidence(report, reading.corpus, withheld(reading, report)).values()
    assert ("The bank closed" in repr(evidence)) is is_published
    assert "CheckoutErrors" in repr(evidence)
