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


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """Return the front matter and the text, in which blank lines replace it.

    A text that begins with a rule, or whose front matter has an error, has no front matter.
    """
    for frame in _FRAMES:
        if (match := frame.match(text)) and len(match[2]) <= _MOST_CHARACTERS:
            data = _parsed(match[2], match[1])
            if data is not None:
                return data, "\n" * match[0].count("\n") + text[match.end() :]
    return {}, text


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
