"""Documents to drafts: sections, labels, action items, and what must not be invented."""

from textwrap import dedent
from typing import Any

import pytest

from postmortems.importers import Draft
from postmortems.importers.documents import read_documents


def drafts_of(text: str, path: str = "docs/login-outage.md") -> list[Draft]:
    """The drafts of a Markdown document."""
    return read_documents(path, dedent(text).encode(), None)


def draft_of(text: str, path: str = "docs/login-outage.md") -> Draft:
    """The draft of a document with one incident."""
    (draft,) = drafts_of(text, path)
    return draft


def data_of(text: str) -> dict[str, Any]:
    """The data of the draft of a document with one incident."""
    return draft_of(text).data


def reasons_of(draft: Draft) -> list[tuple[int, str, str]]:
    """What a draft has no place for."""
    return [(one.line, one.text, one.reason) for one in draft.unplaced]


@pytest.mark.parametrize(
    ("heading", "loc"),
    [
        ("## Summary", ("summary",)),
        ("## Executive Summary:", ("summary",)),
        ("## 1. Overview", ("summary",)),
        ("**TL;DR**", ("summary",)),
        ("## Impact on users", ("impact", "user", "features")),
        ("## Root cause(s)", ("root_cause", "summary")),
        ("## Root Cause Analysis", ("root_cause", "summary")),
        ("## Root cause of the outage", ("root_cause", "summary")),
        ("## 5 Whys", ("root_cause", "summary")),
        ("## Trigger", ("root_cause", "trigger", "description")),
        ("## How was the issue detected?", ("detection", "source")),
        ("## Resolution & recovery", ("response", "stabilization", "patches")),
        ("## Long-term remediation", ("remediation", "process")),
        ("## How do we prevent this from happening again?", ("prevention", "safeguards")),
        ("## What went well?", ("lessons", "went_well")),
        ("## What didn't go so well?", ("lessons", "improve")),
        ("### Where we got lucky", ("lessons", "got_lucky")),
        ("## Lessons Learned", ("lessons", "improve")),
        ("**What went poorly:**", ("lessons", "improve")),
    ],
)
def test_headings_by_their_meaning(heading: str, loc: tuple[str, ...]) -> None:
    value: Any = data_of(f"# Login outage\n\n{heading}\n\nA disk was full.\n")
    for key in loc:
        value = value[key]
    assert value in ("A disk was full.", ["A disk was full."])


def test_other_headings_become_sections() -> None:
    data = data_of("# Login outage\n\n## Glossary\n\nA *disk*.\n\n- a\n  - b\n")
    assert data["sections"] == [{"heading": "Glossary", "text": "A *disk*.\n\n- a\n  - b"}]


def test_code_and_tables_of_a_list_of_lines_become_a_section() -> None:
    data = data_of("# Login outage\n## Impact\nNobody could log in.\n```\nerror\n```\n")
    assert data["impact"]["user"]["features"] == ["Nobody could log in."]
    assert data["sections"] == [{"heading": "Impact", "text": "```\nerror\n```"}]


def test_contributing_factors_are_nodes() -> None:
    nodes = data_of("# Login outage\n## Contributing factors\n- No alert\n- No test\n")
    assert nodes["root_cause"]["nodes"] == [
        {"id": "factor-1", "kind": "contributing-factor", "text": "No alert"},
        {"id": "factor-2", "kind": "contributing-factor", "text": "No test"},
    ]


@pytest.mark.parametrize(
    "labels",
    [
        "Severity: SEV2\nStarted: 2024-03-05 10:02 UTC\n",
        "**Severity:** sev-2\n\n**Started**: 2024-03-05 10:02 UTC",
        "- Severity: Sev 2 (major)\n- Start time: 5 March 2024 10:02 UTC",
        "| Severity | SEV-2 |\n|---|---|\n| Start (UTC) | 2024-03-05 10:02 |",
        "| Field | Value |\n|---|---|\n"
        "| **Severity** | `SEV2` |\n| **Began** | Mar 5, 2024 10:02 AM UTC |",
        "| Severity | Start |\n|---|---|\n| 2 | 2024-03-05T10:02Z |",
        "## Severity\n\nSEV2\n\n## Start\n\n2024-03-05 10:02 UTC",
        "## Severity: SEV2\n\n## Key facts\n\nIncident start: 2024-03-05 10:02 UTC",
        "Severity: SEV2\nDate: 2024-03-05\nTimezone: UTC\nStarted: 10:02",
    ],
)
def test_labels(labels: str) -> None:
    data = data_of(f"# Login outage\n\n{labels}\n\n## Summary\n\nIt failed.\n")
    assert (data["severity"], data["times"]) == ("SEV2", {"started": "2024-03-05T10:02Z"})


def test_front_matter() -> None:
    data = data_of(
        """\
        ---
        title: Login outage
        severity: SEV1
        status: resolved
        services: [login, web-app]
        authors: [ann]
        ---
        It failed.
        """
    )
    assert data == {
        "title": "Login outage",
        "severity": "SEV1",
        "status": "resolved",
        "impact": {"system": {"services": ["login", "web-app"]}},
        "document": {"authors": ["ann"]},
        "summary": "It failed.",
    }


def test_front_matter_in_toml() -> None:
    assert data_of('+++\ntitle = "Login outage"\n+++\n\nIt failed.\n')["title"] == "Login outage"


@pytest.mark.parametrize(
    ("label", "phase"),
    [
        ("Incident start", "started"),
        ("Detected at", "detected"),
        ("Acknowledged", "acknowledged"),
        ("Declared", "declared"),
        ("Impact ended", "mitigated"),
        ("End time", "resolved"),
    ],
)
def test_labelled_times(label: str, phase: str) -> None:
    data = data_of(f"# Login outage\n\n{label}: 2024-03-05 10:02 PST\n")
    assert data["times"] == {phase: "2024-03-05T10:02-08:00"}


@pytest.mark.parametrize(
    "text",
    [
        "## Times (UTC)\n\n- Start of impact: 2024-03-05 10:02\n- Detection: 10:05",
        "## Key events\n\n- Started 2024-03-05 10:02 UTC\n- First detected 2024-03-05 10:05 UTC",
        "| Phase | Time (UTC) |\n|---|---|\n| Started | 2024-03-05 10:02 |\n| Detected | 10:05 |",
        "## Timeline\n\n| Phase | Time (UTC) |\n|---|---|\n| Start | 10:02 |\n| Detected | 10:05 |",
    ],
)
def test_phases_in_lists_and_tables(text: str) -> None:
    data = data_of(f"# Login outage of 2024-03-05\n\n{text}\n")
    assert data["times"] == {"started": "2024-03-05T10:02Z", "detected": "2024-03-05T10:05Z"}
    assert "timeline" not in data


def test_names_of_sections_as_labels() -> None:
    data = data_of(
        "# Login outage\n\nDate: 2024-03-05\nImpact: nobody\n  could log in\nTrigger: a\n"
    )
    assert data["impact"]["user"]["features"] == ["nobody could log in"]
    assert data["root_cause"]["trigger"]["description"] == "a"


def test_a_table_of_contents_is_no_text() -> None:
    data = data_of("# Login outage\n\n- [Impact](#impact)\n- [Fix](#fix)\n\nIt failed.\n")
    assert data["summary"] == "It failed."


def test_the_date_of_a_blog_post_is_not_that_of_the_incident() -> None:
    draft = draft_of(
        """\
        ---
        layout: post
        title: Login outage
        date: 2024-03-09
        ---
        ## Timeline (UTC)
        - 10:02 Alert
        """
    )
    assert draft.data["document"] == {"published": "2024-03-09"}
    assert "timeline" not in draft.data


def test_the_date_beside_a_severity_is_that_of_the_incident() -> None:
    draft = draft_of("---\ntags: [db]\nseverity: SEV1\ndate: 2024-03-05\n---\n# Login outage\n")
    assert str(draft.day) == "2024-03-05"


def test_a_title_and_a_file_of_different_days_are_a_contradiction() -> None:
    draft = draft_of("# 2024-03-05 Login outage\n", "reports/2024-05-03-login.md")
    (contradiction,) = draft.contradictions
    assert "2024-03-05" in contradiction.message and "2024-05-03" in contradiction.message


def test_a_labelled_period() -> None:
    data = data_of("# Login outage\n\nImpact time: Mar 5, 2024 at 23:02 to 00:15 UTC\n")
    assert data["times"] == {"started": "2024-03-05T23:02Z", "resolved": "2024-03-06T00:15Z"}


@pytest.mark.parametrize(
    ("label", "reason"),
    [
        ("Severity: P1", "no level of the severity rubric"),
        ("Severity: SEV1/SEV2/SEV3", "no level of the severity rubric"),
        ("Severity: critical", "no level of the severity rubric"),
        ("Started: 2024-03-05", "a day without a time"),
        ("Started: 10:02 UTC", "a time without a day"),
        ("Started: 2024-03-05 10:02", "no zone is given; give it with `--zone`"),
        ("Started: YYYY-MM-DD HH:MM", "a placeholder of the template"),
        ("Started: TBD", "a placeholder of the template"),
        ("Author: Ann Example", "authors are handles such as `@name`, not full names"),
        ("Status: Complete, actions in progress", "no state of the format"),
        ("Incident commander: Ann", "the format has no such field"),
        ("Time to detect: 5 minutes", "durations are computed from the times"),
    ],
)
def test_values_that_are_not_guessed(label: str, reason: str) -> None:
    draft = draft_of(f"# Login outage\n\n{label}\n")
    assert draft.data == {"title": "Login outage"}
    assert reasons_of(draft) == [(3, label, reason)]


def test_a_second_value_is_listed() -> None:
    draft = draft_of("# Login outage\n\nSeverity: SEV2\nSeverity: SEV3\n")
    assert draft.data["severity"] == "SEV2"
    assert reasons_of(draft) == [(4, "Severity: SEV3", "the document has another value above")]


def test_a_rubric_of_the_team() -> None:
    (draft,) = read_documents("a.md", b"# Login outage\n\nSeverity: P1\n", None, ["P1", "P2"])
    assert draft.data["severity"] == "P1"


@pytest.mark.parametrize(
    "duration", ["1h 8m", "68 minutes", "1 hour", "about 1.1 hours", "1h 8m 20s"]
)
def test_a_duration_that_the_times_give_is_dropped(duration: str) -> None:
    draft = draft_of(
        f"# A\n\nStart: 2024-03-05 10:02 UTC\n\nEnd: 2024-03-05 11:10 UTC\n\nDuration: {duration}\n"
    )
    assert (draft.unplaced, draft.contradictions) == ([], [])


@pytest.mark.parametrize("duration", ["2h", "30 minutes", "1 day"])
def test_a_duration_that_contradicts_the_times(duration: str) -> None:
    draft = draft_of(
        f"# A\n\nStart: 2024-03-05 10:02 UTC\n\nEnd: 2024-03-05 11:10 UTC\n\nDuration: {duration}\n"
    )
    (contradiction,) = draft.contradictions
    assert (contradiction.line, contradiction.other_line) == (7, 3)
    assert f"`Duration: {duration}`" in contradiction.message


@pytest.mark.parametrize("zone", ["", " UTC"])
def test_a_duration_from_the_detection_is_dropped(zone: str) -> None:
    text = f"- Detected: 2024-03-05 15:31{zone}\n- Resolved: 2024-03-05 19:27{zone}\n"
    draft = draft_of(f"# A\n\n{text}- Time to resolve: 3h 56m\n")
    assert [one.text for one in draft.unplaced if "Time to" in one.text] == []
    assert draft.contradictions == []


def test_an_end_before_the_start_is_a_contradiction() -> None:
    draft = draft_of("# A\n\nStart: 2024-03-05 10:02 UTC\n\nEnd: 2024-03-04 11:10 UTC\n")
    assert [(one.line, one.other_line) for one in draft.contradictions] == [(3, 5)]


def test_two_times_of_a_phase_are_a_contradiction() -> None:
    draft = draft_of("# A\n\nStart: 2024-03-05 10:02 UTC\n\nStarted: 2024-03-05 10:05 UTC\n")
    assert [(one.line, one.other_line) for one in draft.contradictions] == [(3, 5)]


@pytest.mark.parametrize(
    ("item", "action"),
    [
        ("- [ ] Add an alert", {"state": "open"}),
        ("- [x] Add an alert", {"state": "done"}),
        ("- [] Add an alert", {"state": "open"}),
        ("1. Add an alert", {}),
        ("Add an alert", {}),
        ("- Add an alert (owner: @ann)", {"owner": "@ann"}),
        ("- Add an alert - Owner: Ann Example", {"owner": "Ann Example"}),
        ("- Add an alert @ann", {"owner": "@ann"}),
        ("- @ann: Add an alert", {"owner": "@ann"}),
        ("- Add an alert (done)", {"state": "done"}),
        ("- [TODO] Add an alert", {"state": "open"}),
        ("- ✅ Add an alert", {"state": "done"}),
        ("- Add an alert [due: 2024-04-01]", {"due": "2024-04-01"}),
        ("- **Detect**: Add an alert", {"kind": "detect"}),
        ("- **Detect**\n  - Add an alert", {"kind": "detect"}),
        (
            "| Action | Owner | Due | Status | Type |\n|---|---|---|---|---|\n"
            "| Add an alert | Ann | 2024-04-01 | In progress | detect |",
            {"owner": "Ann", "due": "2024-04-01", "state": "in-progress", "kind": "detect"},
        ),
        ("| # | Task | Who | When |\n|---|---|---|---|\n| 1 | Add an alert | TBD | |", {}),
    ],
)
def test_action_items(item: str, action: dict[str, str]) -> None:
    draft = draft_of(f"# Login outage\n\n## Action items\n\n{item}\n")
    expected = {"id": "add-an-alert", "text": "Add an alert"} | action
    assert draft.data["lessons"]["action_items"] == [expected]
    assert draft.unplaced == []


@pytest.mark.parametrize(
    "address", ["https://github.com/o/r/issues/1", "https://x.example.com/browse/OPS-1"]
)
def test_the_ticket_of_an_action_item(address: str) -> None:
    (item,) = data_of(f"# A\n## Next steps\n- Add an alert <{address}>\n")["lessons"][
        "action_items"
    ]
    assert item["tracker"] == address


def test_action_items_with_the_same_words_have_different_ids() -> None:
    items = data_of("# A\n## Action items\n- Fix it\n- Fix it\n")["lessons"]["action_items"]
    assert [item["id"] for item in items] == ["fix-it", "fix-it-2"]


def test_columns_of_action_items_without_a_field_are_listed() -> None:
    draft = draft_of(
        "# A\n## Action items\n| Action | Priority | Due |\n|---|---|---|\n| Fix | P1 | soon |\n"
    )
    assert [(line, text) for line, text, _ in reasons_of(draft)] == [
        (5, "Priority: P1 (Fix)"),
        (5, "Due: soon (Fix)"),
    ]


def test_checkboxes_without_a_heading_are_action_items() -> None:
    data = data_of("# A\n## Open points\n- [ ] Fix it\n- [x] Test it\n")
    assert [item["state"] for item in data["lessons"]["action_items"]] == ["open", "done"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Login outage\n\n## Summary\n\nx\n", "Login outage"),
        ("# Postmortem\n\nTitle: Login outage\n", "Login outage"),
        ("# Title\n\n### Login outage\n\n# Impact\n\nx\n", "Login outage"),
        ("# Title: Login outage\n\n# Impact\n\nx\n", "Login outage"),
        ("# Summary\n\nx\n\n# Impact\n\ny\n", "Login outage"),
        ("# [ISSUE NAME]\n\n## Impact\n\nx\n", "Login outage"),
        ("## Root cause analysis: login outage\n\nx\n", "Login outage"),
        (
            "# Root cause analysis: login outage\n\n## Impact\n\nx\n",
            "Root cause analysis: login outage",
        ),
    ],
)
def test_title(text: str, title: str) -> None:
    assert data_of(text)["title"] == title


def test_a_log_of_incidents_is_split() -> None:
    drafts = drafts_of(
        """\
        # Incident log

        All times in UTC.

        ## 2024-03-05 Login outage

        ### Impact

        Nobody could log in.

        ### Timeline

        - 10:02 Alert

        ## 2024-04-01 Search outage

        - **Impact**: Nobody could search.
        - **Resolution**: We restarted it.
        - **Timeline**:
          - 11:00 Alert
        """
    )
    assert [(draft.data["title"], draft.line) for draft in drafts] == [
        ("2024-03-05 Login outage", 5),
        ("2024-04-01 Search outage", 15),
    ]
    assert [draft.data["timeline"][0]["time"] for draft in drafts] == [
        "2024-03-05T10:02Z",
        "2024-04-01T11:00Z",
    ]
    assert len({draft.alias for draft in drafts}) == 2


def test_days_of_a_timeline_are_no_incidents() -> None:
    assert (
        len(drafts_of("# Outage\n\n## 2024-03-05\n\nIt began.\n\n## 2024-03-06\n\nIt ended.\n"))
        == 1
    )


def test_the_alias_stays_when_the_text_changes() -> None:
    first, second = (
        draft_of("# Login outage\n\nIt failed.\n"),
        draft_of("# Login outage\n\nOther.\n"),
    )
    assert first.alias == second.alias
    assert first.alias.startswith("login-outage-")


def test_comments_are_listed() -> None:
    draft = draft_of("# Login outage\n\n<!-- TODO: ask Ann -->\n\nIt failed.\n")
    assert reasons_of(draft) == [(3, "TODO: ask Ann", "a comment that is not shown")]


def test_a_long_text_is_cut_and_its_rest_is_listed() -> None:
    draft = draft_of("# A\n## Timeline (UTC)\n- 2024-03-05 10:02 " + "word " * 1200 + "\n")
    event, (rest,) = draft.data["timeline"][0]["event"], draft.unplaced
    assert len(event) <= 5000
    assert f"{event} {rest.text}".split() == ["word"] * 1200


@pytest.mark.parametrize(
    "text",
    [
        "# Incident\n\n## Impact\n\nN/A\n\n## Root cause\n\nTBD\n\n## Action items\n\n- [ ] TBD\n",
        "# Login outage\n\n## Summary\n\n<describe the incident>\n",
    ],
)
def test_a_template_gives_nothing(text: str) -> None:
    assert set(data_of(text)) == {"title"}


def test_a_text_about_all_incidents_of_a_document_is_listed() -> None:
    first, second = drafts_of(
        "# Postmortems of March\n\nBoth outages had one cause: a full disk.\n\n"
        "## 2024-03-05: Search is down\n\n### Summary\n\nA.\n\n### Impact\n\nMuch.\n\n"
        "## 2024-03-09: Search is slow\n\n### Summary\n\nB.\n\n### Impact\n\nLittle.\n"
    )
    texts = [text.text for text in first.unplaced]
    assert "Both outages had one cause: a full disk." in texts
    assert second.data["title"] != first.data["title"]


def test_an_owner_that_is_too_long_is_listed() -> None:
    owner = "team " * 80
    draft = draft_of(
        "# Outage of 2024-03-05\n\n## Action items\n\n| Action | Owner |\n|---|---|\n"
        f"| Add an alert | {owner} |\n"
    )
    assert [text.text for text in draft.unplaced] == [owner.strip()]


def test_an_image_without_words_keeps_its_name() -> None:
    draft = draft_of("# Outage\n\n## Summary\n\nIt was slow: ![](images/read-iops.png)\n")
    assert "read-iops.png" in str(draft.data)
