"""Drafts as YAML: the reader gets what was written, and what it refuses is a comment."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postmortems.importers import Draft, Unplaced
from postmortems.importers.naming import day_of, unused_name
from postmortems.importers.normalizing import normalized, without_dead_links
from postmortems.importers.severities import matching_severity, rubric_with_unrated
from postmortems.importers.visible import visible
from postmortems.importers.writing import UnwritableDraftError, WrittenDraft, write_accepted
from postmortems.model import Loc
from postmortems.model.catalogue import DEFAULT_SEVERITIES
from postmortems.reader.catalogues import Catalogues
from postmortems.reader.comments import matching_comments
from postmortems.reader.document import compose
from postmortems.reader.folder import read_folder
from postmortems.reader.plain_data import plain

NAME = "2025-03-04-checkout-fails"
CATALOGUES = Catalogues(services={}, lessons={}, severities=DEFAULT_SEVERITIES)
BASE = {"title": "Checkout fails", "severity": "SEV1"}


def written(
    path: Path, data: dict[str, Any], comments: dict[Loc, list[str]] | None = None, **more: Any
) -> WrittenDraft:
    draft = Draft("old/a.md", "a-1", BASE | data, **more)
    folder = path / NAME
    folder.mkdir(exist_ok=True)
    names = (CATALOGUES, frozenset({"other-1"}))
    return write_accepted(folder, draft, normalized(draft), comments or {}, names)


def read_back(text: str) -> Any:
    return plain(compose(text, "incident.yaml"))


TEXTS = st.text(max_size=200) | st.sampled_from(
    [
        "null",
        "~",
        "yes",
        "12",
        "1:30",
        "- a",
        "a: b",
        "a #b",
        "# postmortems: allow secret: x",
        "'",
        '"',
        "{a}",
        "[a](https://example.com)",
        "@a",
        "%a",
        "`a`",
        "a\n\n  b\nc",
        " " * 3,
        "\u200b",
        "|",
        ">",
        "word " * 60,
        "…\u2028x",
        "---",
    ]
)


@given(st.lists(TEXTS, min_size=1, max_size=4), TEXTS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=120)
def test_the_reader_gets_what_was_written(tmp_path: Path, lines: list[str], summary: str) -> None:
    data = {"summary": summary, "symptoms": lines, "root_cause": {"summary": summary}}
    result = written(tmp_path, data)
    incident = read_folder(tmp_path / NAME, NAME, CATALOGUES).incident
    assert incident
    assert (incident.summary or "").strip() == visible(summary)
    kept = [" ".join(visible(line).split()) for line in lines]
    refused = len(result.refused)
    assert len(incident.symptoms) + refused >= len([line for line in kept if line])


KEYS = ("title", "times", "started", "timeline", "time", "event", "lessons", "improve", "text")
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=6), inner, max_size=4)
    ),
    max_leaves=10,
)


@given(st.dictionaries(st.sampled_from((*KEYS, "impact", "evidence", "links")), VALUES))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_any_data_ends_in_an_incident_that_can_be_read(tmp_path: Path, data: Any) -> None:
    """`write_accepted` compares what the reader gets with what it wrote."""
    written(tmp_path, data | BASE)
    folder = read_folder(tmp_path / NAME, NAME, CATALOGUES)
    assert folder.incident
    assert not [one for one in folder.problems if one.level == "error"]


def test_keys_are_in_the_order_of_the_format(tmp_path: Path) -> None:
    data = {"timeline": [{"event": "b", "time": "2025-03-04T09:00Z"}], "summary": "c"}
    assert list(read_back(written(tmp_path, data).text)) == [
        "title",
        "severity",
        "summary",
        "timeline",
    ]


def test_short_texts_have_no_quotes(tmp_path: Path) -> None:
    assert "\ntitle: Checkout fails\nseverity: SEV1\n" in written(tmp_path, {}).text


def test_names_are_on_one_line(tmp_path: Path) -> None:
    assert "\naliases: [a-1, b-2]\n" in written(tmp_path, {"aliases": ["a-1", "b-2"]}).text


def test_paragraphs_are_a_block(tmp_path: Path) -> None:
    text = written(tmp_path, {"summary": "One.\n\n- two\n- three"}).text
    assert "summary: |\n  One.\n\n  - two\n  - three\n" in text


def test_long_texts_are_folded(tmp_path: Path) -> None:
    summary = "It was slow. " * 40
    text = written(tmp_path, {"summary": summary}).text
    assert max(len(line) for line in text.splitlines()) <= 98
    assert read_back(text)["summary"].strip() == summary.strip()


@pytest.mark.parametrize(
    ("data", "key", "reason"),
    [
        ({"times": {"started": "14:02"}}, "times.started", "has no date"),
        ({"impact": {"system": {"services": ["nope"]}}}, "impact.system.services", "nope"),
        ({"invented": 1}, "invented", "not a key"),
        ({"detection": {"method": "luck"}}, "detection.method", "luck"),
        ({"related": [{"incident": "none-1"}]}, "related.0", "not an incident"),
        ({"links": [{"title": "a", "url": "javascript:x"}]}, "links.0", "not a web address"),
        ({"aliases": ["other-1"]}, "aliases", "another incident"),
    ],
)
def test_a_refused_value_is_a_comment_with_the_reason(
    tmp_path: Path, data: dict[str, Any], key: str, reason: str
) -> None:
    result = written(tmp_path, data)
    [refused] = result.refused
    assert refused.text.startswith(f"{key}:")
    assert reason in refused.reason
    assert "# Left out: " in result.text


def test_a_row_without_its_time_is_refused_alone(tmp_path: Path) -> None:
    rows = [{"time": "2025-03-04T09:00Z", "event": "a"}, {"time": "9:05", "event": "b"}]
    result = written(tmp_path, {"timeline": rows})
    assert read_back(result.text)["timeline"] == rows[:1]
    assert "  # - time: 9:05" in result.text.replace('"', "")


def test_without_a_severity_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(UnwritableDraftError):
        written(tmp_path, {"severity": "none of the rubric"})


def test_comments_are_above_their_values(tmp_path: Path) -> None:
    data = {"lessons": {"improve": ["No alarm", {"text": "Slow"}]}}
    comments: dict[Loc, list[str]] = {
        ("lessons", "improve", 1): ["lesson: alarms"],
        ("impact", "system", "services"): ["`a` and `b`"],
    }
    text = written(tmp_path, data, comments).text
    assert "    - No alarm\n    # lesson: alarms\n    - text: Slow\n" in text
    assert "\n# impact.system.services: `a` and `b`\n" in text


@pytest.mark.parametrize(
    "hostile",
    ["postmortems: allow secret: x", "# post-mortems allow x", "a # # postmortems: allow x"],
)
def test_a_comment_cannot_control_the_check(tmp_path: Path, hostile: str) -> None:
    unplaced = [Unplaced(1, f"a\n{hostile}", "no place")]
    text = written(tmp_path, {"invented": hostile}, {("title",): [hostile]}, unplaced=unplaced).text
    assert not list(matching_comments(compose(text, "a"), lambda words: words.startswith("post")))


def test_texts_without_a_place_are_at_the_end(tmp_path: Path) -> None:
    text = written(tmp_path, {}, unplaced=[Unplaced(7, "Vendor: Example", "no such field")]).text
    assert text.endswith("# Not placed, line 7 of the original (no such field): Vendor: Example\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[guide](../docs/guide.md)", "guide (`../docs/guide.md`)"),
        ("[example.com](example.com)", "example.com"),
        ("[above](#impact)", "above"),
        ("[a](https://example.com/a)", "[a](https://example.com/a)"),
        ("`[a](b)` and [a](b)", "`[a](b)` and a (`b`)"),
        ("```\n[a](b)\n```", "```\n[a](b)\n```"),
        ("![graph](images/graph.png)", "graph (image `images/graph.png`)"),
        ("![](graph.png)", "(image `graph.png`)"),
        ("![a](https://example.com/a.png)", "![a](https://example.com/a.png)"),
        ("[graph](evidence/graph.png)", "[graph](evidence/graph.png)"),
    ],
)
def test_links_that_lead_nowhere_are_words(text: str, expected: str) -> None:
    assert without_dead_links(text) == expected


def test_rows_above_the_limit_are_told(tmp_path: Path) -> None:
    draft = Draft("a", "a-1", {"symptoms": [f"s{number}" for number in range(1_003)]})
    assert len(normalized(draft)["symptoms"]) == 1_000
    assert [one.text for one in draft.unplaced] == ["s1000", "s1001", "s1002"]


def test_the_folders_around_a_source_are_not_written(tmp_path: Path) -> None:
    assert "old/" not in written(tmp_path, {}).text


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("SEV-1", "SEV1"),
        ("sev 2", "SEV2"),
        ("SEV1", "SEV1"),
        ("P1", None),
        ("critical", None),
        ("1", None),
        ("", None),
    ],
)
def test_only_a_name_of_the_rubric_is_a_severity(text: str, severity: str | None) -> None:
    assert matching_severity(text, DEFAULT_SEVERITIES) == severity


def test_the_rubric_keeps_its_comments(tmp_path: Path) -> None:
    (tmp_path / "severities.yaml").write_text("# ours\nBAD: {title: Bad}\n")
    text = rubric_with_unrated(tmp_path).decode()
    assert text.startswith("# ours\nBAD: {title: Bad}\nunrated:\n  title: Not rated\n")


@pytest.mark.parametrize(
    ("data", "source", "day"),
    [
        ({"times": {"started": "2025-03-04T20:00-08:00"}}, "a.md", date(2025, 3, 5)),
        ({"times": {"resolved": "2025-03-04T20:00Z"}}, "a.md", date(2025, 3, 4)),
        ({"timeline": [{"time": "2025-03-04 20:00"}, {"time": 7}]}, "a.md", date(2025, 3, 4)),
        ({}, "old/2024-02-29-x.md", date(2024, 2, 29)),
        ({}, "old/2024-02-30-x.md", None),
        ({"timeline": "x", "times": []}, "a.md", None),
    ],
)
def test_the_day_of_a_folder(data: dict[str, Any], source: str, day: date | None) -> None:
    assert day_of(Draft(source, "a", data)) == day


@given(st.text())
def test_any_title_ends_in_a_name_that_the_reader_takes(title: str) -> None:
    name = unused_name(title, date(2025, 3, 4), {"2025-03-04-incident"})
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert name != "2025-03-04-incident"


def test_a_day_in_the_title_is_not_repeated() -> None:
    assert (
        unused_name("2025-03-04: Mail is late", date(2025, 3, 4), ()) == "2025-03-04-mail-is-late"
    )
