"""Find the values that suppressing comments belong to; no repair may change that.

A comment belongs to everything that starts on its line: a key, a row, even the whole file. If the
first key of a row moves with its comment, the comment no longer belongs to the row.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from ..reader.comments import SIGN, comments
from .yaml_file import YamlFile

Target = tuple[tuple[str, ...], Any]
"""The keys that lead to a node, with `-` for each row, and its contents in any order."""


def suppressions(file: YamlFile) -> Counter[tuple[str, frozenset[Target]]]:
    """Count the suppressing comments, each with the values that it belongs to."""
    return Counter(
        (comment.text, frozenset(_targets(file.document.root, comment.line - 1, ())))
        for comment in comments(file.document, SIGN)
        if comment.text.removeprefix(SIGN).lstrip().startswith("allow")
    )


def _targets(node: Any, line: int, keys: tuple[str, ...]) -> Iterator[Target]:
    if node.start_mark.line == line:
        yield keys, _content(node)
    if node.id == "sequence":
        for row in node.value:
            yield from _targets(row, line, (*keys, "-"))
    elif node.id == "mapping":
        for name, value in node.value:
            path = (*keys, str(name.value))
            if name.start_mark.line == line:
                yield (*path, ":"), _content(value)
            yield from _targets(value, line, path)


def _content(node: Any) -> Any:
    if node.id == "scalar":
        return node.value
    if node.id == "sequence":
        return tuple(sorted(repr(_content(row)) for row in node.value))
    return tuple(sorted(repr((_content(name), _content(value))) for name, value in node.value))
