"""Any bytes end in drafts or a named error, and a draft has only what its document has."""

import re
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postmortems.importers import Draft
from postmortems.importers.documents import UnreadableDocumentError, read_documents

_MARKS = st.sampled_from(
    [
        "\n",
        "\n\n",
        "# ",
        "## ",
        "- ",
        "  - ",
        "* ",
        "1. ",
        "- [ ] ",
        "- [x] ",
        "| ",
        " | ",
        "\n|---|---|\n",
        "> ",
        "```\n",
        "**",
        "*",
        "`",
        ": ",
        "<!-- ",
        " -->",
        "<p>",
        "</td>",
        "<li>",
        "[",
        "](",
        ")",
        "---\n",
        "+++\n",
        "\\",
    ]
)
_WORDS = st.sampled_from(
    [
        "Timeline",
        "Impact",
        "Root cause",
        "Action items",
        "Summary",
        "What went well",
        "Severity: SEV2",
        "Started: ",
        "Resolved: ",
        "Duration: 2 hours",
        "Owner: @ann",
        "Status",
        "Title: x",
        "TBD",
        "HH:mm",
        "All times in UTC",
        "All times in IST",
        "(CEST)",
        "Time (UTC)",
        "Date",
        "Event",
        "10:02",
        "23:59",
        "0:15",
        "9:30 PM PST",
        "2024-03-05",
        "03/04/2024",
        "5 March 2024",
        "Feb 30",
        "March 3rd",
        "2024-03-05T10:00:00Z",
        "10.45",
        "~14:00",
        "99:99",
        "25 Dec",
        "https://github.com/o/r/issues/1",
        "alert fired",
        "@bob",
        "due: 2024-05-01",
        "(done)",
        "1,200",
        "é",
        "\u202e",
        "日本",
    ]
)
_TEXTS = st.lists(st.one_of(_MARKS, _WORDS, st.text(max_size=6)), max_size=60).map("".join)
_REPEATED = [
    "> ",
    "- ",
    "[",
    "<div>",
    "*a",
    "`",
    "1:",
    "(",
    "| ",
    "2024-",
    "~",
    "**a**: ",
    "at at ",
    "- x: ",
    "Times in ",
    "@",
    "3h ",
    "10:02 - ",
    "</p>",
    "1/2",
    "\\*",
    "|-|\n",
    "a: \n",
    "#\n",
    "**",
    "<td>",
    "<table><tr><td>",
]
_BEGINNINGS = [b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"---\n", b"\xff\xfe"]
_ZONE = st.sampled_from([None, ZoneInfo("Europe/London"), ZoneInfo("Asia/Kolkata")])


def _drafts(data: bytes, zone: ZoneInfo | None = None) -> list[Draft]:
    try:
        return read_documents("notes.md", data, zone)
    except UnreadableDocumentError as error:
        assert error.reason and error.hint
        return []


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    for draft in _drafts(data):
        assert draft.data["title"]


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(_BEGINNINGS), st.binary(max_size=300))
def test_any_bytes_of_a_format(beginning: bytes, data: bytes) -> None:
    for draft in _drafts(beginning + data):
        assert draft.data["title"]


_DATES = st.sampled_from(
    [
        "",
        "",
        "",
        "2024-03-05 ",
        "March 5, 2024 ",
        "5 Mar ",
        "03/05/2024 ",
        "13/05/2024 ",
        "[03-06] ",
    ]
)
_CLOCKS = st.builds(
    "{}{:02}:{:02}{}".format,
    st.sampled_from(["", "~", "**", "at ", "["]),
    st.integers(0, 24),
    st.integers(0, 60),
    st.sampled_from(
        ["", " UTC", "Z", " PM", "am PST", " - 13:20", ":30", " (CEST)", " IST", " +0530"]
    ),
)
_ROWS = st.lists(
    st.builds(
        "{}{}{}{}".format,
        _DATES,
        _CLOCKS,
        st.sampled_from([": ", " - ", "** ", "] "]),
        st.just("Alert"),
    ),
    min_size=1,
    max_size=8,
)
_HEADS = st.sampled_from(
    [
        "# Outage",
        "# Outage of 2024-03-05",
        "# Outage\n\nDate: 4 March 2024",
        "# A\n\nStarted: 2024-03-05 10:02 UTC",
    ]
)
_ABOVE = st.sampled_from(
    [
        "",
        "All times in UTC",
        "Times in Europe/London",
        "2024-03-07",
        "### March 9th",
        "Day 2",
        "Next day:",
    ]
)
_FORMS = st.sampled_from(
    ["- {}\n", "{}\n\n", "### {}\n\ntext\n\n", "{}\n", "- a\n  - {}\n", "| {} | Alert |\n"]
)


def _timeline(head: str, above: str, form: str, rows: list[str], below: str) -> str:
    table = "| Time | Event |\n|---|---|\n" if form.startswith("|") else ""
    parts = "".join(form.format(row) for row in rows)
    return f"{head}\n\n## Timeline\n\n{above}\n\n{table}{parts}\n{below}\n\n{table}{parts}"


@settings(deadline=None, max_examples=200)
@given(st.builds(_timeline, _HEADS, _ABOVE, _FORMS, _ROWS, _ABOVE), _ZONE)
def test_each_time_is_in_the_text(text: str, zone: ZoneInfo | None) -> None:
    for draft in _drafts(text.encode(), zone):
        for time in _times(draft):
            local = datetime.fromisoformat(time.lstrip("~"))
            assert _has_clock(local, text)
            assert any(_has_day(local - timedelta(days=days), text) for days in range(17))
        assert all(row["time"].count("T") == 1 for row in draft.data.get("timeline", []))


@settings(deadline=None, max_examples=100)
@given(st.builds(_timeline, _HEADS, _ABOVE, _FORMS, _ROWS, _ABOVE))
def test_no_row_is_lost(text: str) -> None:
    for draft in _drafts(text.encode()):
        texts = [*_texts(draft.data), *(one.text for one in draft.unplaced)]
        assert sum(one.count("Alert") for one in texts) >= text.count("Alert")


_PARTS = st.sampled_from(
    [
        "## {}",
        "### Impact",
        "## Timeline",
        "## Action items",
        "## What went well",
        "## Glossary",
        "{} {}\n{}",
        "- {}\n- {}\n  - {}",
        "- [ ] {}\n- **{}**: {}",
        "> {}",
        "```\n{}\n```",
        "| {} | {} |\n|---|---|\n| {} | {} |",
        "| Time | Event |\n|---|---|\n| 10:02 | {} |",
        "- 10:02 - {}\n  {}\n- {}",
        "### 10:02 {}",
        "**{}**\n\n{}",
        "<div>{}</div>",
        "[{}](https://a.b)",
    ]
)


@settings(deadline=None, max_examples=150)
@given(st.lists(_PARTS, max_size=8))
def test_no_word_is_lost(parts: list[str]) -> None:
    text = "\n\n".join(["# Outage", *parts])
    words = [f"word{number}x" for number in range(text.count("{}"))]
    for draft in _drafts(text.format(*words).encode()):
        texts = [*_texts(draft.data), *(one.text for one in draft.unplaced)]
        assert [word for word in words if word not in " ".join(texts)] == []


@settings(deadline=None, max_examples=100)
@given(_TEXTS, _ZONE)
def test_any_text(text: str, zone: ZoneInfo | None) -> None:
    for draft in _drafts(text.encode("utf-8", "ignore"), zone):
        assert draft.data["title"]


@settings(deadline=None, max_examples=200)
@given(_TEXTS)
def test_each_owner_due_date_and_severity_is_in_the_text(text: str) -> None:
    for draft in _drafts(text.encode("utf-8", "ignore")):
        if severity := draft.data.get("severity"):
            assert severity[-1] in text
        for item in draft.data.get("lessons", {}).get("action_items", []):
            assert item.get("owner", "") in text.replace("*", "")
            assert item.get("due", "2024-05-01")[:4] in text or "due" not in item


@settings(deadline=None, max_examples=100)
@given(_TEXTS)
def test_ids_of_action_items_are_unique(text: str) -> None:
    for draft in _drafts(text.encode("utf-8", "ignore")):
        ids = [item["id"] for item in draft.data.get("lessons", {}).get("action_items", [])]
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "text",
    [part * (8_000 // len(part)) for part in _REPEATED],
)
def test_hostile_texts_are_read_fast(text: str) -> None:
    started = datetime.now()
    for document in (
        text,
        f"# A\n\n## Timeline\n\n{text}",
        f"# A\n\n## Action items\n\n- {text}",
        f"<p>{text}",
    ):
        _drafts(document.encode())
    assert datetime.now() - started < timedelta(seconds=4)


def _texts(value: Any) -> list[str]:
    """All texts of the data of a draft."""
    if isinstance(value, dict):
        return [text for part in value.values() for text in _texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in _texts(part)]
    return [str(value)]


def _times(draft: Draft) -> list[str]:
    rows = [row["time"] for row in draft.data.get("timeline", [])]
    return [*rows, *draft.data.get("times", {}).values()]


def _has_clock(local: datetime, text: str) -> bool:
    hours = {local.hour, local.hour % 12, (local.hour - 1) % 12 + 1}
    minutes = rf"\D{{0,3}}{local.minute:02}" if local.minute else r"(?:\D{0,3}00|\s?[ap])"
    return any(re.search(rf"0?{hour}{minutes}", text.lower()) for hour in hours)


def _has_day(day: datetime, text: str) -> bool:
    name = day.strftime("%b").lower()
    numbers = rf"0?{day.month}[-/.]0?{day.day}|0?{day.day}[-/.]0?{day.month}"
    return bool(
        re.search(
            rf"{numbers}|{name}\w*\W+0?{day.day}|0?{day.day}\w*\W+(?:of )?{name}", text.lower()
        )
    )
