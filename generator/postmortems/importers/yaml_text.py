"""The YAML of a draft, in the order of the format and laid out as a person would write it."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..model import Loc, Record
from ..model.format import ValueType, fields, value_at
from ..model.incident import Incident
from ..model.scalars import SLUG
from .visible import visible

WIDTH = 98
_INDENT = "  "
_PLAIN_START = re.compile(r"[^\W_]|[(/$~^+]")
_SPECIAL = re.compile(r": |:$|\s#|[\t\n]|\s$")
_WORDS = frozenset({"null", "~", "true", "false", "yes", "no", "on", "off", "y", "n"})
"""Texts that YAML takes for something else than a text when they are not quoted."""
_NUMBER = re.compile(r"[-+.]?[\d_,.]+(?:[eE][-+]?\d+)?|0[xo][\da-fA-F]+|\d+(?::\d+)+")
_PAGE_BREAKS = re.compile(r"[\x85\u2028\u2029]")
_SINGLE_SPACE = re.compile(r"(?<! ) (?! )")
_HASHES = re.compile(r"(?:#\s*)+(?=post-?mortem)", re.IGNORECASE)
_CONTROL = re.compile(r"post-?mortems?\b", re.IGNORECASE)

Line = tuple[str, Loc]
"""A line of the text, and the place of the value that it belongs to."""


@dataclass(frozen=True)
class YamlText:
    """Writes data as YAML.

    Args:
        comments: the lines of comments by the place that they are printed above.
        refused: the values that are printed as comments only, each with the reason.
        quotes_all: whether every text is quoted as in JSON, where the layout cannot be trusted.
    """

    comments: Mapping[Loc, Sequence[str]] = field(default_factory=dict)
    refused: Mapping[Loc, str] = field(default_factory=dict)
    quotes_all: bool = False

    def lines(self, data: Mapping[str, Any]) -> Iterator[Line]:
        """Yield the lines of an incident, each with the place of its value."""
        yield from self._mapping(data, (), "")

    def _mapping(self, data: Mapping[str, Any], loc: Loc, indent: str) -> Iterator[Line]:
        for name in _ordered_names(data, loc):
            inner = (*loc, name)
            if is_blank(data.get(name)):
                yield from self._comments_below(inner, indent, name)
            else:
                yield from self._comments_at(inner, indent)
                yield from self._entry(f"{indent}{_key(name)}:", data[name], inner, indent)

    def _entry(self, start: str, value: Any, loc: Loc, indent: str) -> Iterator[Line]:
        """Yield a key or a dash with its value; as comments if the value is refused."""
        if loc in self.refused:
            yield from comment(self.refused[loc], indent, loc)
            plain = YamlText(quotes_all=self.quotes_all)
            for line, _ in plain._entry(start, value, loc, indent):
                yield commented(line, indent), loc
        elif isinstance(value, Mapping):
            yield from self._mapping_after(start, value, loc, indent)
        elif isinstance(value, (list, tuple)):
            yield from self._list(start, value, loc, indent)
        else:
            first, *rest = self._scalar(value, len(start) + 1, indent + _INDENT)
            yield f"{start} {first}", loc
            yield from ((f"{indent}{_INDENT}{line}".rstrip(), loc) for line in rest)

    def _mapping_after(
        self, start: str, value: Mapping[str, Any], loc: Loc, indent: str
    ) -> Iterator[Line]:
        if not start.endswith("-"):
            yield start, loc
            yield from self._mapping(value, loc, indent + _INDENT)
            return
        # The first key is on the line of the dash, so the comments of the row are above it.
        lines = list(self._mapping(value, loc, indent + _INDENT))
        first = next((n for n, (line, _) in enumerate(lines) if not _is_comment(line)), None)
        yield from ((line[len(_INDENT) :], at) for line, at in lines[:first])
        if first is None:
            return
        line, at = lines[first]
        yield f"{start} {line.lstrip(' ')}", at
        yield from lines[first + 1 :]

    def _list(self, start: str, items: Sequence[Any], loc: Loc, indent: str) -> Iterator[Line]:
        flow = f"{start} [{', '.join(map(str, items))}]"
        is_annotated = any(at[: len(loc)] == loc and at != loc for at in self._annotated)
        are_names = all(isinstance(item, str) and SLUG.fullmatch(item) for item in items)
        are_plain = are_names and all(self._scalar(item, 0, "") == [item] for item in items)
        if are_plain and not is_annotated and len(flow) <= WIDTH:
            yield flow, loc
            return
        yield start, loc
        for index, item in enumerate(items):
            inner = (*loc, index)
            yield from self._comments_at(inner, indent + _INDENT)
            yield from self._entry(f"{indent}{_INDENT}-", item, inner, indent + _INDENT)

    @property
    def _annotated(self) -> Iterator[Loc]:
        yield from self.comments
        yield from self.refused

    def _comments_at(self, loc: Loc, indent: str) -> Iterator[Line]:
        for text in self.comments.get(loc, ()):
            yield from comment(text, indent, loc)

    def _comments_below(self, loc: Loc, indent: str, name: str) -> Iterator[Line]:
        """Yield the comments at and within a place that has no value, each with its key."""
        for at, texts in self.comments.items():
            if at[: len(loc)] == loc:
                key = ".".join(map(str, (name, *at[len(loc) :])))
                for text in texts:
                    yield from comment(f"{key}: {text}", indent, loc)

    def _scalar(self, value: Any, column: int, indent: str) -> list[str]:
        """Return the lines of a single value, of which the first follows the key."""
        if isinstance(value, bool):
            return ["true" if value else "false"]
        if not isinstance(value, str):
            return [str(value)]
        text = value.strip()
        if self.quotes_all or not text or _PAGE_BREAKS.search(text) or text != value.strip(" \n"):
            return [json.dumps(text, ensure_ascii=False)]
        if "\n" in text:
            return ["|", *text.split("\n")]
        if column + len(text) > WIDTH and " " in text:
            lines = list(_folded(text, WIDTH - len(indent)))
            if len(lines) > 1:
                return [">", *lines]
        return [text if _is_plain(text) else json.dumps(text, ensure_ascii=False)]


def comment(text: str, indent: str, loc: Loc = ()) -> Iterator[Line]:
    """Yield a text as lines of comments. It cannot control `check`, whatever it says."""
    for paragraph in visible(text).split("\n"):
        for line in _folded(paragraph.strip() or " ", WIDTH - len(indent) - 2):
            yield commented(f"{indent}{line}", indent), loc


def commented(line: str, indent: str) -> str:
    """Return a line of YAML as a comment of the same indentation."""
    # `# postmortems: allow …` would suppress findings, also within a comment.
    text = _HASHES.sub("", line.removeprefix(indent).rstrip())
    text = f"“{text}”" if _CONTROL.match(text.lstrip(" #")) else text
    return f"{indent}# {text}".rstrip()


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")


def _ordered_names(data: Mapping[str, Any], loc: Loc) -> list[str]:
    """Return the keys of the format at a place in its order, and then other keys of the data."""
    value = value_type_at(loc)
    known = list(fields(value.record)) if value and value.record else []
    return [*known, *(name for name in data if name not in known)]


def value_type_at(loc: Loc) -> ValueType | None:
    """Return what the format takes at a place of an incident; None where it has no such place."""
    return value_at(Incident, loc)


def required_at(loc: Loc) -> bool:
    """Return whether a place is a key that the mapping around it must have."""
    value = value_type_at(loc[:-1])
    record: type[Record] | None = value.record if value else None
    field_of = fields(record).get(str(loc[-1])) if record else None
    return field_of is not None and field_of.is_required


def is_blank(value: Any) -> bool:
    """Return whether a value is None, an empty text, or a list or mapping of such values."""
    if isinstance(value, Mapping):
        return all(map(is_blank, value.values()))
    if isinstance(value, (list, tuple)):
        return not value
    return value is None or (isinstance(value, str) and not value.strip())


def _key(name: str) -> str:
    return name if _is_plain(name) and len(name) < WIDTH else json.dumps(name, ensure_ascii=False)


def _is_plain(text: str) -> bool:
    """Return whether a text needs no quotes, also for editors that know the schema."""
    return bool(
        _PLAIN_START.match(text)
        and not _SPECIAL.search(text)
        and not _NUMBER.fullmatch(text)
        and text.lower() not in _WORDS
    )


def _folded(text: str, width: int) -> Iterator[str]:
    """Yield the lines of a text, broken at single spaces, so that folding restores it."""
    line = ""
    for word in _SINGLE_SPACE.split(text):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line
