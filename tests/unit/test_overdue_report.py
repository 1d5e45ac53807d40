"""`postmortems report overdue`: its lists, its formats, and what it leaves out."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from postmortems.cli import main
from postmortems.cli.parser import REPORT_FORMAT_NAMES
from postmortems.insights import CorpusFacts
from postmortems.model import Corpus, Lesson, Service, Severity
from postmortems.report import OverdueReport, markdown, overdue_report, record, text
from tests.conftest import write

from .incidents import TODAY, corpus, incident

LESSONS = {"timeouts": Lesson(statement="Set timeouts.")}


def item(**more: Any) -> dict[str, Any]:
    return {"id": "fix", "text": "Add a timeout", "lesson": "timeouts", **more}


def learned(*items: dict[str, Any], services: tuple[str, ...] = ()) -> dict[str, Any]:
    improve = [{"text": "x", "lesson": "timeouts"}]
    return {
        "lessons": {"improve": improve, "action_items": items},
        "impact": {"system": {"services": services}},
    }


def report(*incidents: Any, within: int = 90, **more: Any) -> OverdueReport:
    return overdue_report(CorpusFacts(corpus(*incidents, lessons=LESSONS, **more)), within)


def test_overdue_action_items_come_longest_overdue_first_with_owner_and_incident() -> None:
    of = report(
        incident("2026-05-01-b", lessons={"action_items": [item(state="open", due="2026-10-31")]}),
        incident(
            "2026-04-01-a",
            lessons={"action_items": [item(state="open", due="2026-10-01", owner="shop-lead")]},
        ),
        incident("2026-03-01-c", lessons={"action_items": [item(state="done", due="2026-10-01")]}),
    )
    assert text(of) == (
        "Overdue work as of 2026-11-01\n\n"
        "2 overdue action items\n"
        "  - 31 days overdue: Add a timeout (fix, shop-lead, due on 2026-10-01), "
        "of 2026-04-01-a (2026-04-01-a)\n"
        "  - 1 day overdue: Add a timeout (fix, no owner, due on 2026-10-31), "
        "of 2026-05-01-b (2026-05-01-b)\n"
    )


def test_overdue_postmortems_name_their_deadline() -> None:
    resolved = {"times": {"started": "2026-10-01T09:00Z", "resolved": "2026-10-01T10:00Z"}}
    severities = {"SEV2": Severity(title="Major", definition="x", publish_within=7)}
    of = report(
        incident("2026-10-01-a", status="resolved", document={"status": "in-review"}, **resolved),
        incident("2026-10-01-b", status="resolved", document={"status": "published"}, **resolved),
        severities=severities,
    )
    assert (
        "- **24 days overdue**: 2026-10-01-a (`2026-10-01-a`); the postmortem is in review, "
        in (markdown(of))
    )
    assert "`SEV2` allows 7 days\n" in markdown(of)
    assert [row["overdue_days"] for row in record(of)["postmortems"]] == [24]


def test_a_lesson_that_came_back_is_listed_for_as_many_days_as_asked() -> None:
    first = incident("2026-01-01-a", **learned(item(state="open", due="2026-02-01")))
    later = incident("2026-09-01-b", **learned())
    assert (TODAY - later.day).days == 61
    assert len(report(first, later, within=61).came_back) == 1
    assert not report(first, later, within=60).came_back
    assert (
        "with this action item open then, 212 days overdue: Add a timeout (`fix`, no owner, "
        in (markdown(report(first, later)))
    )


def test_a_fix_that_did_not_hold_is_listed_with_where_and_after_how_many_days() -> None:
    done = item(state="done", done_on="2026-02-01", verified_on="2026-02-02")
    first = incident("2026-01-01-a", **learned(done, services=("shop",)))
    later = incident("2026-09-01-b", **learned(services=("shop", "mail")))
    of = report(first, later, services={"shop": Service(title="Shop"), "mail": Service()})
    assert "### The fix did not hold, within the last 90 days: 1\n" in markdown(of)
    assert (
        "- **Set timeouts** (`timeouts`): 2026-09-01-b (`2026-09-01-b`) came in the same service "
        "(Shop) 212 days after the fix of 2026-01-01-a (`2026-01-01-a`) was done: Add a timeout "
        "(`fix`, no owner, done on 2026-02-01, verified on 2026-02-02)\n" in markdown(of)
    )
    assert record(of)["did_not_hold"][0]["shared_services"] == ["shop"]


def test_the_text_of_an_author_is_no_markdown_and_notifies_nobody() -> None:
    hostile = "@team **now** <img src=x> [a](javascript:b) | `c`"
    row = {"id": "fix", "text": hostile, "owner": "@someone", "state": "open", "due": "2026-10-01"}
    of = report(incident("2026-04-01-a", lessons={"action_items": [row]}))
    (line,) = [line for line in markdown(of).splitlines() if "overdue**" in line]
    for part in ("@team", "@someone", "**now**", "<img", "[a](javascript"):
        assert part not in line, part


def test_a_long_list_is_cut_and_counted() -> None:
    rows = [
        {"id": f"fix-{number}", "text": "x", "state": "open", "due": "2026-10-01"}
        for number in range(60)
    ]
    of = report(incident("2026-04-01-a", lessons={"action_items": rows}))
    assert "### 60 overdue action items\n" in markdown(of)
    assert markdown(of).endswith("- and 10 more\n")
    assert len(record(of)["action_items"]) == 60


def test_nothing_to_report_is_said() -> None:
    empty = overdue_report(CorpusFacts(Corpus(date(2026, 1, 1))), 30)
    assert "Nothing is overdue, and no lesson came back within the last 30 days." in markdown(empty)
    assert record(empty)["entries"] == 0


@pytest.mark.parametrize("form", REPORT_FORMAT_NAMES)
def test_the_command_prints_each_format_and_counts_what_it_cannot_read(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = "title: Search is down\nseverity: SEV2\nlessons:\n  action_items:\n"
    good += "    - {id: a, text: Add a timeout, state: open, due: 2020-01-01}\n"
    write(
        tmp_path,
        {
            "2019-10-01-down/incident.yaml": good,
            "2019-10-02-broken/incident.yaml": "title: [\n",
        },
    )
    assert main(["report", "overdue", "--incidents", str(tmp_path), "--format", form]) == 0
    printed = capsys.readouterr().out
    assert "Add a timeout" in printed
    if form == "json":
        assert json.loads(printed)["unread_incidents"] == 1
        assert json.loads(printed)["entries"] == 1
    else:
        assert printed.endswith(
            "1 incident is left out because of errors; see `postmortems check`.\n"
        )
