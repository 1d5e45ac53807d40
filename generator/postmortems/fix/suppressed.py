"""What is allowed: the places of comments that silence a finding, which no repair may change.

A comment stands at whatever begins in its line: a key, a row, a whole file. A key that is moved
takes its comment along, and with it, were it the first, what that says of the row or the file.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from ..reader.comments import SIGN, comments
from .yaml_file import YamlFile

Standing = tuple[tuple[str, ...], Any]
"""The keys that lead to a node, rows without their numbers, and what is in it in any order."""


def allowances(sheet: YamlFile) -> Counter[tuple[str, frozenset[Standing]]]:
    """Each comment for `check` with all that it stands at."""
    return Counter(
        (comment.text, frozenset(_standing(sheet.document.root, comment.line - 1, ())))
        for comment in comments(sheet.document, SIGN)
        if comment.text.removeprefix(SIGN).lstrip().startswith("allow")
    )


def _standing(node: Any, line: int, keys: tuple[str, ...]) -> Iterator[Standing]:
    if node.start_mark.line == line:
        yield keys, _content(node)
    if node.id == "sequence":
        for row in node.value:
            yield from _standing(row, line, (*keys, "-"))
    elif node.id == "mapping":
        for name, value in node.value:
            at = (*keys, str(name.value))
            if name.start_mark.line == line:
                yield (*at, ":"), _content(value)
            yield from _standing(value, line, at)


def _content(node: Any) -> Any:
    if node.id == "scalar":
        return node.value
    if node.id == "sequence":
        return tuple(sorted(repr(_content(row)) for row in node.value))
    return tuple(sorted(repr((_content(name), _content(value))) for name, value in node.value))
