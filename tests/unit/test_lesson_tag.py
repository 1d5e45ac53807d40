"""Name the lesson of an entry in a file: nothing else changes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortems.fix.lesson_tag import LessonTag, tag_lesson
from postmortems.reader.document import compose
from postmortems.reader.plain_data import plain
from tests.conftest import write

NAME = "2025-03-14-x"
FILE = "lessons.yaml"


def tagged(folder: Path, text: str, index: int = 0, key: str = "improve") -> str | None:
    """The text of a file after an entry was tagged; None if it cannot be."""
    write(folder, {f"{NAME}/{FILE}": text})
    path = folder / NAME
    if not tag_lesson(path, FILE, LessonTag((key, index), "timeouts")):
        assert (path / FILE).read_bytes().decode() == text
        return None
    return (path / FILE).read_bytes().decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "improve:\n  - It hung  # for a day\n  - More\n",
            "improve:\n  - text: It hung  # for a day\n    lesson: timeouts\n  - More\n",
        ),
        (
            'improve: ["It: hung", More]\n',
            'improve: [{text: "It: hung", lesson: timeouts}, More]\n',
        ),
        (
            "improve:\n- text: It hung\n  lesson: null  # none yet\n",
            "improve:\n- text: It hung\n  lesson: timeouts  # none yet\n",
        ),
        (
            "improve:\n- {lesson: ~, text: It hung}\n",
            "improve:\n- {lesson: timeouts, text: It hung}\n",
        ),
        (
            "improve:\n- {text: It hung}  # yes\n",
            "improve:\n- {text: It hung, lesson: timeouts}  # yes\n",
        ),
        (
            "improve:\n- {text: It hung, }\n",
            "improve:\n- {text: It hung, lesson: timeouts}\n",
        ),
        (
            "improve:\n  # Calls\n  - text: It hung  # a\n  # Next\n  - More",
            "improve:\n  # Calls\n  - text: It hung  # a\n    lesson: timeouts\n  # Next\n  - More",
        ),
        (
            "improve:\n  - text: It hung\n    lesson:  # which?\n",
            "improve:\n  - text: It hung\n    lesson: timeouts  # which?\n",
        ),
        (
            "improve:\r\n  - It hung\r\n",
            "improve:\r\n  - text: It hung\r\n    lesson: timeouts\r\n",
        ),
        (
            "improve:\n  - It hung\n    for hours\n",
            'improve:\n  - {text: "It hung for hours", lesson: timeouts}\n',
        ),
    ],
)
def test_only_the_lesson_is_added(before: str, after: str, tmp_path: Path) -> None:
    assert tagged(tmp_path, before) == after


def test_an_action_item_keeps_its_keys(tmp_path: Path) -> None:
    text = (
        "action_items:\n  - id: a\n    text: >\n      Give calls\n      a timeout\n    state: x\n"
    )
    after = tagged(tmp_path, text, key="action_items")
    assert after is not None
    [item] = plain(compose(after, FILE))["action_items"]
    assert list(item) == ["id", "text", "lesson", "state"]
    assert item["lesson"] == "timeouts"


def test_an_entry_that_is_repeated_by_an_alias_is_left_alone(tmp_path: Path) -> None:
    text = "went_well:\n  - &a {text: It hung}\nimprove:\n  - *a\n"
    assert tagged(tmp_path, text) is None


@given(st.text(min_size=1), st.sampled_from(["block", "flow", "text"]))
def test_any_text_stays_the_same(
    tmp_path_factory: pytest.TempPathFactory, text: str, form: str
) -> None:
    import json

    quoted = json.dumps(text)
    entry = {"block": f"- text: {quoted}", "flow": f"- {{text: {quoted}}}", "text": f"- {quoted}"}
    source = f"improve:\n  {entry[form]}\n  - after\n"
    after = tagged(tmp_path_factory.mktemp("any"), source)
    if after is not None:
        before, changed = (plain(compose(one, FILE))["improve"] for one in (source, after))
        assert changed[1] == "after"
        assert changed[0]["lesson"] == "timeouts"
        own = before[0] if isinstance(before[0], dict) else {"text": before[0]}
        assert changed[0]["text"] == own["text"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "action_items:\n  - Add an alarm  # soon\n",
            "action_items:\n  - id: add-an-alarm\n    text: Add an alarm  # soon\n"
            "    lesson: timeouts\n",
        ),
        (
            "action_items: [Add an alarm]\n",
            'action_items: [{id: add-an-alarm, text: "Add an alarm", lesson: timeouts}]\n',
        ),
    ],
)
def test_an_action_item_that_is_a_text_keeps_its_id(
    before: str, after: str, tmp_path: Path
) -> None:
    write(tmp_path, {f"{NAME}/{FILE}": before})
    tag = LessonTag(("action_items", 0), "timeouts", "add-an-alarm")
    assert tag_lesson(tmp_path / NAME, FILE, tag)
    assert (tmp_path / NAME / FILE).read_text(encoding="utf-8") == after
