"""Front matter: metadata before a document, in YAML between `---` or in TOML between `+++`."""

import re
import tomllib
from typing import Any

from ...reader.document import RejectedYamlError, compose
from ...reader.plain_data import plain

_FRAMES = (
    re.compile(r"(---)[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL),
    re.compile(r"(\+\+\+)[ \t]*\n(.*?\n)\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL),
)
_MOST_CHARACTERS = 100_000


def split_front_matter(text: str) -> tuple[dict[str, Any], dict[str, int], str]:
    """Return the front matter, the lines of its keys, and the text with blank lines in its place.

    A text that begins with a rule, or whose front matter has an error, has no front matter.
    """
    for frame in _FRAMES:
        match = frame.match(text)
        if not match or len(match[2]) > _MOST_CHARACTERS:
            continue
        data = _toml(match[2]) if match[1] == "+++" else _yaml(match[2])
        if isinstance(data, dict):
            blank = "\n" * match[0].count("\n")
            return data, _lines(match[2], data), blank + text[match.end() :]
    return {}, {}, text


def _toml(text: str) -> Any:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError):
        return None


def _yaml(text: str) -> Any:
    """Parse YAML with all scalars as texts."""
    try:
        return plain(compose(text, "front matter"))
    except RejectedYamlError:
        return None


def _lines(text: str, data: dict[str, Any]) -> dict[str, int]:
    """Return the line of the document where each key stands."""
    lines: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 2):
        key = re.split(r"\s*[:=]", line, maxsplit=1)[0].strip("'\"")
        if key in data:
            lines.setdefault(key, number)
    return lines
