"""Prepare the values of a draft for the format: what cannot be seen goes, and lines are joined."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from ..model import Loc
from ..model.scalars import Line, Lines
from ..reader.plain_data import MAX_ROWS
from .draft import Draft, Unplaced
from .yaml_text import value_type_at

_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\(<?((?:https?|mailto):[^()\s<>]*)>?\)")
_JOINERS = re.compile("(?<=[\x20-\u024f])[\u200c\u200d]|[\u200c\u200d](?=[\x20-\u024f])")
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
        return one_line(value) if takes_one_line(loc) else visible(value)
    if isinstance(value, Mapping):
        return {
            visible(str(name)): _value(inner, (*loc, str(name)), draft)
            for name, inner in value.items()
        }
    if isinstance(value, (list, tuple)):
        for row in value[MAX_ROWS:]:
            reason = f"the format takes {MAX_ROWS:,} rows in a list"
            draft.unplaced.append(Unplaced(draft.line, _words(row), reason))
        return [_value(row, (*loc, n), draft) for n, row in enumerate(value[:MAX_ROWS])]
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


def _link_words(link: re.Match[str]) -> str:
    words, address = link[1].strip(), link[2]
    return address if not words or words in address else f"{words} ({address})"


def visible(text: str) -> str:
    """Return a text without characters that cannot be seen, which the format rejects."""
    lines = _BREAKS.sub("\n", text).expandtabs(4)
    kept = "".join(char for char in lines if char in "\n\u200c\u200d" or not _is_invisible(char))
    return "\n".join(line.rstrip() for line in _JOINERS.sub("", kept).split("\n")).strip()


def _is_invisible(char: str) -> bool:
    if char <= "~":
        return char < " "
    return unicodedata.category(char) in ("Cc", "Cf", "Cs") or char in "\ufffe\uffff"
