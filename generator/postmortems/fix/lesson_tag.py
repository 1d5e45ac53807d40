"""Tag an entry of a YAML file with a lesson, by editing as little of its text as possible.

An entry that is only a text of several lines is rewritten on one line.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..atomic_write import atomic_write
from ..model import Loc, Place
from ..reader.files import Folder
from .file import BYTE_ORDER_MARK
from .repair import Repair
from .verify import apply_verified
from .yaml_file import BREAKS, YamlFile, line_break


@dataclass(frozen=True)
class LessonTag:
    """The name of a lesson for an entry.

    Args:
        loc: the place of the entry in its file.
        lesson: the name of the lesson.
        id: the id that the entry needs once it is a mapping; empty if it needs none.
    """

    loc: Loc
    lesson: str
    id: str = ""

    @property
    def repair(self) -> Repair:
        """The record of the change."""
        return Repair(Place("", 1, 1), "lesson", self.lesson)

    def apply_to(self, data: Any) -> None:
        """Set the lesson in the data; an entry that is only a text becomes a mapping."""
        for step in self.loc[:-1]:
            data = data[step]
        entry = data[self.loc[-1]]
        own_id = {"id": self.id} if self.id else {}
        own = entry if isinstance(entry, dict) else own_id | {"text": entry}
        data[self.loc[-1]] = own | {"lesson": self.lesson}


def tag_lesson(folder: Path, name: str, tag: LessonTag) -> bool:
    """Name the lesson of an entry in a file of an incident's folder.

    Args:
        folder: the incident's folder.
        name: the name of the file.
        tag: the place of the entry in the file, and the lesson.

    Returns:
        whether the file was changed; false if it is written in a way that cannot be edited so that
        only the lesson is added. Then nothing is written.

    Raises:
        OSError: the file cannot be written.
    """
    files = Folder(folder, folder.name)
    if (folder / name).is_symlink() or not files.has(name) or (text := files.text(name)) is None:
        return False
    body = text.removeprefix(BYTE_ORDER_MARK)
    if not (file := YamlFile.of(name, body, name)):
        return False
    after, made = apply_verified(file, [tag], _with_tags)
    if not made:
        return False
    mark = BYTE_ORDER_MARK if (folder / name).read_bytes().startswith(b"\xef\xbb\xbf") else ""
    atomic_write(folder / name, (mark + after.text).encode())
    return True


def _with_tags(file: YamlFile, tags: Sequence[LessonTag]) -> str | None:
    """Return the text of a file with one tag added; None if the entry is not in the text."""
    [tag] = tags
    parent: Any = None
    entry: Any = file.document.root
    for step in tag.loc:
        parent, child = entry, _child(entry, step)
        if child is None:
            return None
        entry = child
    if entry.id == "scalar":
        is_in_flow = parent is None or bool(parent.flow_style)
        return _tagged_text(file.text, entry, tag, is_in_flow=is_in_flow)
    if entry.id == "mapping":
        return _tagged_mapping(file.text, entry, tag.lesson)
    return None


def _child(node: Any, step: str | int) -> Any:
    """Return the node of a key or an index; None if there is none."""
    if node.id == "sequence" and isinstance(step, int):
        return node.value[step] if step < len(node.value) else None
    if node.id == "mapping":
        return next((value for key, value in node.value if key.value == step), None)
    return None


def _tagged_text(text: str, entry: Any, tag: LessonTag, *, is_in_flow: bool) -> str:
    """Return a text with an entry that is only a text made a mapping with a lesson."""
    start, end = entry.start_mark.index, entry.end_mark.index
    source = text[start:end]
    if is_in_flow or entry.style in ("|", ">") or set(source) & set(BREAKS):
        value = json.dumps(entry.value, ensure_ascii=False)
        rest = text[end:]
        if entry.style in ("|", ">"):
            rest = line_break(text) + rest
        own_id = f"id: {tag.id}, " if tag.id else ""
        return f"{text[:start]}{{{own_id}text: {value}, lesson: {tag.lesson}}}{rest}"
    indent = " " * entry.start_mark.column
    keys = f"id: {tag.id}{line_break(text)}{indent}text: " if tag.id else "text: "
    line = f"{indent}lesson: {tag.lesson}"
    return _with_line(f"{text[:start]}{keys}{text[start:]}", end + len(keys), line)


def _tagged_mapping(text: str, entry: Any, lesson: str) -> str | None:
    """Return a text with a lesson added to an entry that is a mapping."""
    for key, value in entry.value:
        if key.value == "lesson":  # empty, or `null`
            colon = text.find(":", key.end_mark.index)
            if colon < 0:
                return None
            rest = text[max(colon + 1, value.end_mark.index) :]
            return f"{text[: colon + 1]} {lesson}{rest}"
    if entry.flow_style:
        end = entry.end_mark.index - 1
        before = text[:end].rstrip()
        comma = "" if before.endswith(",") else ","
        return f"{before}{comma} lesson: {lesson}{text[end:]}"
    pair = next((pair for pair in entry.value if pair[0].value == "text"), None)
    if pair is None:  # it is merged from elsewhere
        return None
    key, value = pair
    end = value.end_mark.index
    if value.id == "scalar" and value.style in ("|", ">"):
        # The mark of a block of text is in the line after it.
        end = len(text[:end].rstrip())
    return _with_line(text, end, f"{' ' * key.start_mark.column}lesson: {lesson}")


def _with_line(text: str, index: int, line: str) -> str:
    """Return a text with a line added after the one that an index is in."""
    ends = [end for mark in BREAKS if (end := text.find(mark, index)) >= 0]
    end = min(ends, default=len(text))
    return f"{text[:end]}{line_break(text)}{line}{text[end:]}"
