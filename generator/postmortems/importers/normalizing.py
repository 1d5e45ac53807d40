"""Prepare the values of a draft for the format: what cannot be seen goes, and lines are joined."""

import re
from collections.abc import Mapping
from typing import Any

from ..model import Loc
from ..model.scalars import Line, Lines
from ..reader.plain_data import MAX_ROWS
from .draft import Draft, Unplaced
from .visible import visible
from .yaml_text import value_type_at

_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\(<?((?:https?|mailto):[^()\s<>]*)>?\)")
_CODE_OR_RELATIVE_LINK = re.compile(
    r"(?P<code>```.*?```|~~~.*?~~~|``[^\n]*?``|`[^`\n]*`)"
    r"|(?P<image>!?)\[(?P<words>[^\[\]\n]*)\]"
    r"\((?P<target>(?![a-zA-Z][\w+.-]*:|//|evidence/)[^()\s`]+)\)",
    re.DOTALL,
)
_KEY = re.compile(r"[A-Za-z][\w .%/()-]{0,200}", re.ASCII)
_MOST_DEPTH = 12


def normalized(draft: Draft) -> dict[str, Any]:
    """Return the data of a draft with clean texts and at most as many rows as the format takes.

    The rows above that number are added to the texts of the draft that have no place.
    """
    data = _value(draft.data, (), draft)
    return data if isinstance(data, dict) else {}


def _value(value: Any, loc: Loc, draft: Draft) -> Any:
    if len(loc) > _MOST_DEPTH:
        return None
    if isinstance(value, str):
        text = without_dead_links(value)
        return one_line(text) if takes_one_line(loc) else visible(text)
    if isinstance(value, Mapping):
        for name in value:
            if not _KEY.fullmatch(str(name)):
                draft.unplaced.append(Unplaced(draft.line, _words(value[name]), "no such key"))
        names = [name for name in value if _KEY.fullmatch(str(name))]
        return {str(name): _value(value[name], (*loc, str(name)), draft) for name in names}
    if isinstance(value, (list, tuple)):
        for row in value[MAX_ROWS:]:
            reason = f"the format takes {MAX_ROWS:,} rows in a list"
            draft.unplaced.append(Unplaced(draft.line, _words(row), reason))
        rows = ("" if row is None else row for row in value[:MAX_ROWS])
        return [_value(row, (*loc, n), draft) for n, row in enumerate(rows)]
    return value if isinstance(value, (int, float)) or value is None else visible(str(value))


def _words(row: Any) -> str:
    return " ".join(map(str, row.values())) if isinstance(row, Mapping) else str(row)


def takes_one_line(loc: Loc) -> bool:
    """Return whether the format shows the text at a place on one line."""
    value = value_type_at(loc)
    if value is None:
        return bool(loc) and loc[-1] in ("time", "started", "detected", "mitigated", "resolved")
    return value.item in (Line, Lines) or value.shorthand is Line


def one_line(text: str) -> str:
    """Return a text on one line, with each Markdown link as its words and its address."""
    return " ".join(_LINK.sub(_link_words, visible(text)).split())


def without_dead_links(text: str) -> str:
    """Return Markdown with relative links and images, which are not here, as words and targets."""
    return _CODE_OR_RELATIVE_LINK.sub(_relative_link_words, text) if "](" in text else text


def _relative_link_words(link: re.Match[str]) -> str:
    if link["code"]:
        return link[0]
    words, target = link["words"].strip(), link["target"]
    if link["image"]:
        return f"{words} (image `{target}`)".lstrip()
    return words if words == target or target.startswith("#") else f"{words} (`{target}`)"


def _link_words(link: re.Match[str]) -> str:
    words, address = link[1].strip(), link[2]
    return address if not words or words in address else f"{words} ({address})"
