"""What headings, labels, columns and values of documents mean, from a data file."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from .data_files import data_of
from .tree import plain

_NUMBERING = re.compile(r"(?:(?:\d+|[ivx]{1,4})(?:\.\d+)*[.):]|\d+(?:\.\d+)+)\s+", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\([^()]*\)\s*")
_LONGEST = 80
"""The length of the longest heading or label that is looked up, in characters."""


def normalized(text: str) -> str:
    """Return a heading or label for a lookup: lower case, without marks, numbering or colon."""
    words = plain(text[: 4 * _LONGEST]).lower().replace("’", "'").replace("'", "")
    words = _NUMBERING.sub("", words, count=1) if _NUMBERING.match(words) else words
    words = re.sub(r"[^\w\s()/+.&*~?✅✔☑️—…:,-]", " ", words).strip(" \t.:?!-–—#*,")
    return " ".join(words.replace("-", " ").split())


def heading_role(text: str) -> str | None:
    """Return the meaning of a heading, such as `impact`; None if it is not known."""
    words = normalized(text)
    for part in _heading_parts(words):
        if role := _exact("headings").get(part):
            return role
    for beginning, role in _beginnings():
        if words.startswith(beginning) and len(words) <= _LONGEST:
            return role
    return None


def _heading_parts(words: str) -> list[str]:
    """Return a heading and what is left of it without asides and after a colon or slash."""
    without_aside = _ASIDE.sub(" ", words).strip()
    parts = [words, without_aside]
    for separator in (":", " / ", "/", " & ", " and ", ","):
        if separator in without_aside:
            parts += [part.strip() for part in without_aside.split(separator)]
    return parts


def is_heading_name(text: str) -> bool:
    """Return whether a heading is one of the known names, and nothing else."""
    words = normalized(text)
    return words in _exact("headings") or _ASIDE.sub(" ", words).strip() in _exact("headings")


def label_meaning(text: str) -> str | None:
    """Return the field that a label names, such as `severity`; None if it is not known."""
    words = normalized(text)
    without_aside = _ASIDE.sub(" ", words).strip()
    return _exact("labels").get(words) or _exact("labels").get(without_aside)


def phase_named(text: str) -> str | None:
    """Return the phase that a label names where its value is only a time."""
    return _exact("phases").get(_ASIDE.sub(" ", normalized(text)).strip())


def column_meanings(cell: str) -> frozenset[str]:
    """Return what a head cell of a table can mean, such as `time` or `owner`."""
    words = normalized(cell)
    plain_words = _ASIDE.sub(" ", words).strip()
    return frozenset(
        meaning
        for meaning, names in _column_names().items()
        for name in names
        if plain_words == name.rstrip("*")
        or words == name
        or (name.endswith("*") and plain_words.startswith(name[:-1] + " "))
    )


def value_meaning(kind: str, text: str) -> str | None:
    """Return the value of the format that a text names exactly; None if it names none."""
    words = normalized(text) or text.strip()
    return _values(kind).get(words)


def is_placeholder(text: str) -> bool:
    """Return whether a text is what a template has in place of a value."""
    words = plain(text)
    if not words or normalized(words) in _placeholders() or words in _placeholders():
        return True
    return bool(_TEMPLATE.fullmatch(words))


_TEMPLATE = re.compile(
    r"(?:(?:[<{](?!\d)[^<>{}@/]{2,80}[>}]"
    r"|\[(?:your|insert|add|link|enter|fill|describe|a|the|date|name|time|e\.g)\b[^\[\]]*\])\s*)+"
    r"|[-–—_.?\s]+|[A-Z]+ NAME"
    r"|(?:(?:YYYY|yyyy|MM|mm|DD|dd|HH|hh|SS|ss)[-/.: T]*){2,}(?:[A-Z]{2,4})?"
)


@cache
def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = data_of("vocabulary.yaml")
    return data


@cache
def _exact(group: str) -> dict[str, str]:
    return {
        normalized(name): meaning
        for meaning, names in _data()[group].items()
        for name in map(str, names)
        if not name.endswith("*")
    }


@cache
def _beginnings() -> list[tuple[str, str]]:
    beginnings = [
        (str(name)[:-1], meaning)
        for meaning, names in _data()["headings"].items()
        for name in names
        if str(name).endswith("*")
    ]
    return sorted(beginnings, key=lambda pair: -len(pair[0]))


@cache
def _column_names() -> dict[str, frozenset[str]]:
    return {
        meaning: frozenset(
            normalized(str(name)) + ("*" if str(name).endswith("*") else "") for name in names
        )
        for meaning, names in _data()["columns"].items()
    }


@cache
def _values(kind: str) -> dict[str, str]:
    return {
        normalized(str(name)) or str(name): meaning
        for meaning, names in _data()["values"][kind].items()
        for name in names
    }


@cache
def _placeholders() -> frozenset[str]:
    names = [str(name) for name in _data()["values"]["placeholder"]]
    return frozenset([*names, *(normalized(name) for name in names)]) | {""}
