"""Texts of evidence are no markup on the page, whatever a stranger wrote into a log or a ticket."""

from array import array
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from bs4 import BeautifulSoup

from postmortems.evidence import AlertRecord, LogEntry, Reading, Series, UserReport, derive
from postmortems.model import Corpus, Incident
from postmortems.page_html import clean, to_html
from postmortems.render import incident_page
from tests.browser.payloads import PAYLOADS
from tests.conftest import TODAY

START = datetime(2026, 3, 14, 9, 20, tzinfo=UTC)
KINDS = ("logs", "alerts", "user-reports", "metrics")
INCIDENT = Incident.model_validate(
    {
        "id": "2026-03-14-x",
        "title": "x",
        "severity": "SEV3",
        "times": {"started": "2026-03-14T09:20Z", "resolved": "2026-03-14T10:00Z"},
        "evidence": [{"kind": kind, "file": f"evidence/{kind}"} for kind in KINDS],
    }
)


def page(text: str) -> str:
    """Return the page of an incident whose evidence has a text wherever it can."""
    minutes = [START + timedelta(minutes=minute) for minute in range(-20, 30)]

    def entries() -> Iterator[LogEntry]:
        for index, at in enumerate(minutes):
            yield LogEntry(at, text, index + 1, "ERROR" if at >= START else "INFO")

    times = array("d", (at.timestamp() for at in minutes))
    values = array("d", (9 if at >= START else 1 for at in minutes))
    alert = AlertRecord(text, START, 3, text, severity=text, threshold=text, actual=text)
    readings = {
        0: Reading("x", "logs", text, entries=entries, record_count=50, notes=(text,)),
        1: Reading("x", "alerts", text, alerts=(alert,), record_count=1),
        2: Reading("x", "user-reports", text, reports=(UserReport(START, text, 4),)),
        3: Reading("x", "metrics", text, series=(Series(text, times, values, text),)),
    }
    derived = derive(INCIDENT, readings)
    assert [file.error for file in derived.files] == [None] * 4
    return incident_page(INCIDENT, Corpus(TODAY, (INCIDENT,)), evidence=derived)


def shape(text: str) -> dict[str, int]:
    """Return how many elements of each kind the page has, of those that structure it."""
    soup = BeautifulSoup(clean(to_html(page(text))), "html.parser")
    kinds = ("h2", "h3", "table", "tr", "pre", "script", "iframe", "img", "svg", "form", "input")
    return {kind: len(soup.find_all(kind)) for kind in kinds}


def test_no_payload_changes_the_structure_of_the_page() -> None:
    plain = shape("plain words")
    assert plain["pre"] == 1 and plain["table"] >= 3
    changed = {payload: found for payload in PAYLOADS if (found := shape(payload)) != plain}
    assert changed == {}


def test_no_payload_is_an_attribute_that_runs() -> None:
    for payload in PAYLOADS:
        soup = BeautifulSoup(clean(to_html(page(payload))), "html.parser")
        for element in soup.find_all(True):
            assert not any(name.startswith("on") for name in element.attrs), payload
            address = str(element.get("href", ""))
            assert not address.lower().startswith(("javascript:", "data:")), payload


def test_a_line_of_a_log_cannot_end_its_block() -> None:
    html = clean(to_html(page("before ```` after")))
    (block,) = BeautifulSoup(html, "html.parser").find_all("pre")
    assert block.text.count("before ```` after") == 20
