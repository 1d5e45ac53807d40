"""Plain data to YAML as a person writes it: short things in one line, long ones in blocks.

A key that begins with `#` is a comment; so is an item of a list that is a `Comment`.
"""

import re
import textwrap
from typing import Any

WIDTH = 98

_PLAIN = re.compile(r"[A-Za-z0-9(/~](?:[^:#\n\\\"]|:(?! |$)|(?<! )#|(?<! )\")*")
_FLOW = re.compile(r"[,\[\]{}]")
_RESERVED = frozenset({"null", "true", "false", "yes", "no", "on", "off", "~"})


class Comment(str):
    """A line for the next reader."""


class Flow(dict[str, Any]):
    """A mapping that is written in one line where it fits."""


def emit(value: Any) -> str:
    """A whole file."""
    lines = _items(value, "") if isinstance(value, list) else _keys(value, "")
    return "\n".join(lines) + "\n"


def scalar(value: Any, *, flow: bool = False) -> str:
    """A value in one line, in quotes where YAML would misread it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    plain = _PLAIN.fullmatch(value) and value.lower() not in _RESERVED and value == value.strip()
    if plain and not (flow and _FLOW.search(value)):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _flow(value: Any) -> str:
    """A value in one line, whatever its length."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_flow(of)}" for name, of in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    return scalar(value, flow=True)


def _keys(mapping: dict[str, Any], pad: str) -> list[str]:
    lines: list[str] = []
    for name, value in mapping.items():
        if name.startswith("#"):
            lines += [f"{pad}{row}" for row in _comment(value)]
        else:
            lines += _pair(name, value, pad)
    return lines


def _pair(name: str, value: Any, pad: str) -> list[str]:
    head = f"{pad}{name}:"
    if isinstance(value, Flow) and len(line := f"{head} {_flow(value)}") <= WIDTH:
        return [line]
    if isinstance(value, dict):
        return [head, *_keys(value, f"{pad}  ")]
    if isinstance(value, list):
        short = all(not isinstance(item, dict) and len(str(item)) < 44 for item in value)
        if short and len(line := f"{head} {_flow(value)}") <= WIDTH:
            return [line]
        return [head, *_items(value, f"{pad}  ")]
    if (
        isinstance(value, str)
        and " " in value
        and ("\n" in value or len(head) + len(value) >= WIDTH)
    ):
        return [f"{head} |", *_block(value, f"{pad}  ")]
    return [f"{head} {scalar(value)}"]


def _items(items: list[Any], pad: str) -> list[str]:
    lines: list[str] = []
    for item in items:
        if isinstance(item, Comment):
            lines += [f"{pad}{row}" for row in _comment(item)]
        elif isinstance(item, Flow) and len(line := f"{pad}- {_flow(item)}") <= WIDTH:
            lines.append(line)
        elif isinstance(item, dict):
            first, *rest = _keys(item, f"{pad}  ")
            lines += [f"{pad}- {first.lstrip()}", *rest]
        elif len(pad) + len(item) > WIDTH - 2:
            lines += [f"{pad}- |", *_block(item, f"{pad}  ")]
        else:
            lines.append(f"{pad}- {scalar(item)}")
    return lines


def _block(text: str, pad: str) -> list[str]:
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += [f"{pad}{row}" for row in _wrapped(paragraph, WIDTH - len(pad))] or [""]
    return lines


def _comment(text: str) -> list[str]:
    return [f"# {row}" for row in _wrapped(text, 90)]


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_on_hyphens=False, break_long_words=False)
