"""Front matter: metadata before a document, in YAML between `---` or in TOML between `+++`."""

import re
import tomllib
from typing import Any

import yaml

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
        if (match := frame.match(text)) and len(match[2]) <= _MOST_CHARACTERS:
            data = _parsed(match[2], match[1])
            if data is not None:
                lines = {
                    key: number
                    for number, line in enumerate(match[2].split("\n"), 2)
                    for key in data
                    if re.match(rf"['\"]?{re.escape(key)}['\"]?\s*[:=]", line)
                }
                return data, lines, "\n" * match[0].count("\n") + text[match.end() :]
    return {}, {}, text


def _parsed(text: str, frame: str) -> dict[str, Any] | None:
    try:
        data = tomllib.loads(text) if frame == "+++" else _yaml(text)
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) and all(isinstance(key, str) for key in data) else None


def _yaml(text: str) -> Any:
    """Parse YAML with all scalars as texts. Anchors are refused: they can grow without limit."""
    if any(isinstance(token, yaml.AliasToken) for token in yaml.scan(text)):
        return None
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it makes only texts
