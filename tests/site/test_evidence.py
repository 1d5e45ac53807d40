"""What a site shows of evidence: ladder, charts and numbers, and nothing that is private."""

import json
from pathlib import Path

import pytest

from tests.site.test_publication import NAME, built, holding

INCIDENT = """\
title: Checkout is down
severity: SEV3
audience: {audience}
impact: {{business: {{reputation: None}}}}
times:
  started: 2026-03-14T09:20Z
  detected: 2026-03-14T09:26Z
  resolved: 2026-03-14T10:00Z
evidence:
  - {{kind: logs, file: evidence/quokka.jsonl, title: Numbat, publish: {logs}}}
  - {{kind: alerts, file: evidence/bilby.json}}
  - {{kind: user-reports, file: evidence/potoroo.csv}}
  - {{kind: metrics, file: evidence/wombat.csv}}
  - {{kind: logs, file: evidence/dunnart.txt}}
"""
PRIVATE = ("anna@example.org", "203.0.113.77", "hunter2hunter2", "+43 1 234 56 78")
TEXT = f"mail {PRIVATE[0]} from {PRIVATE[1]} password={PRIVATE[2]} call {PRIVATE[3]}"


def files(audience: str = "internal", logs: str = "false") -> dict[str, str]:
    """Return an incident with four files that can be read, and one that cannot."""
    folder = f"incidents/{NAME}"
    minutes = [f"2026-03-14T09:{minute:02}:05Z" for minute in range(60)]
    log = [
        {"time": at, "level": "error" if at > "2026-03-14T09:21" else "info", "msg": TEXT}
        for at in minutes
    ]
    alert = {
        "status": "resolved",
        "labels": {"alertname": f"Bandicoot {TEXT}"},
        "annotations": {"summary": TEXT},
        "startsAt": "2026-03-14T09:24:00Z",
        "endsAt": "2026-03-14T09:59:00Z",
        "generatorURL": "",
        "fingerprint": "1f0ad4b2c3d4e5f6",
    }
    webhook = {"version": "4", "groupKey": "{}", "status": "resolved", "alerts": [alert]}
    reports = "".join(f'{at},"{TEXT}"\n' for at in minutes[25:40])
    metrics = "".join(f"{at},{90 if '09:20' < at[11:] < '09:50' else 7}\n" for at in minutes)
    return {
        f"{folder}/incident.yaml": INCIDENT.format(audience=audience, logs=logs),
        f"{folder}/evidence/quokka.jsonl": "".join(json.dumps(one) + "\n" for one in log),
        f"{folder}/evidence/bilby.json": json.dumps(webhook, indent=1),
        f"{folder}/evidence/potoroo.csv": f"created,subject\n{reports}",
        f"{folder}/evidence/wombat.csv": f"time,load\n{metrics}",
        f"{folder}/evidence/dunnart.txt": "Nothing here has a time.\n",
        f"{folder}/evidence/app.log": "all is well\n",
    }


@pytest.fixture(scope="module")
def internal_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site, _ = built(tmp_path_factory.mktemp("internal"), files())
    return site


def pages(site: Path) -> tuple[str, str]:
    """Return the HTML and the Markdown version of the page."""
    folder = site / "incidents" / NAME
    html, markdown = folder / "index.html", folder / "index.md"
    return html.read_text(encoding="utf-8"), markdown.read_text(encoding="utf-8")


def test_the_page_shows_what_each_file_says(internal_site: Path) -> None:
    html, markdown = pages(internal_site)
    for anchor in ("ladder", "alerts", "metrics", "logs", "reports"):
        assert f'id="monitoring-{anchor}"' in html
    for title in ("Metrics around the incident", "Entries of the log by level", "Reports of users"):
        assert title in html
        assert f"**{title}.**" in markdown, "the chart as a table"
    assert html.count("pm-window") >= 3
    for text in (
        "| 09:21:05 | **First error in the logs**",
        "| 09:24 | **First alert**: Bandicoot",
        "| 09:25:05 | **First user report**",
        "`evidence/quokka.jsonl:22`",
        "**load:** 90 at 09:20:05, 13 times the baseline; before the incident 7",
        "**Customer complaints, counted:** 15 reports (from `evidence/potoroo.csv`)",
        "Yes | The evidence has data from 5 s after detection",
    ):
        assert text in markdown, text


def test_files_that_are_not_published_are_named_but_neither_linked_nor_copied(
    internal_site: Path,
) -> None:
    html, _ = pages(internal_site)
    assert 'href="evidence/' not in html
    assert not (internal_site / "incidents" / NAME / "evidence").exists()
    assert holding(internal_site, "Numbat") == [], "the title of a file"
    assert holding(internal_site, "dunnart") == [], "a file of which nothing is shown"


@pytest.mark.parametrize("private", PRIVATE)
def test_no_private_value_of_evidence_is_on_the_site(internal_site: Path, private: str) -> None:
    assert holding(internal_site, private) == []
    html, _ = pages(internal_site)
    assert "&lt;email-1&gt;" in html


def test_public_readers_see_only_what_files_say_that_they_can_download(tmp_path: Path) -> None:
    site, _ = built(tmp_path, files("public"))
    for text in ("quokka", "bilby", "potoroo", "wombat", "dunnart", "Bandicoot"):
        assert holding(site, text) == [], text
    html, markdown = pages(site)
    assert "monitoring-ladder" not in html
    assert markdown.count("kept in the repository") == 5


def test_public_readers_see_what_a_published_file_says(tmp_path: Path) -> None:
    clean = files("public", "true")
    name = f"incidents/{NAME}/evidence/quokka.jsonl"
    clean[name] = clean[name].replace(TEXT, "the pool is full")
    site, log = built(tmp_path, clean)
    html, markdown = pages(site)
    assert "[evidence/quokka.jsonl:22](evidence/quokka.jsonl.txt)" in markdown
    assert "First error in the logs" in html and "First alert" not in html
    assert (site / "incidents" / NAME / "evidence" / "quokka.jsonl.txt").is_file()
    assert "Bandicoot" not in html + log


def test_public_readers_see_nothing_of_a_file_that_is_withheld(tmp_path: Path) -> None:
    own = files("public", "true")
    name = f"incidents/{NAME}/evidence/quokka.jsonl"
    own[name] = own[name].replace("password=hunter2hunter2", "card 4111 1111 1111 1111")
    site, log = built(tmp_path, own)
    assert "quokka.jsonl:1:" in log and "error: customer-data" in log
    for text in (*PRIVATE, "quokka", "4111"):
        assert holding(site, text) == [], text
