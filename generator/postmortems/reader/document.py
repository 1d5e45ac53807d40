"""Parse a YAML file into nodes, and locate each value in the text.

Nodes are composed with the C parser and their types are never resolved, so that `NO` is not false,
`1.10` is not a number and `12:30` is not a count of seconds. Scalars stay text; the model parses
them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import Any

import yaml

from ..model import Loc, Place, PostmortemsError, Problem
from .syntax_messages import conflict_problem, syntax_problem
from .word_index import WordPlaces

MAX_DEPTH = 40
"""The format itself needs five levels."""

Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class NestingTooDeepError(PostmortemsError):
    """Values are nested deeper than `MAX_DEPTH`; `mark` is where the deepest collection starts."""

    def __init__(self, mark: Any) -> None:
        super().__init__()
        self.mark = mark


class _Loader(Parser):  # type: ignore[misc]
    """Composes nodes without resolving their types, which would take half as long again.

    The composer is recursive, and deep nesting would exhaust the stack, so the levels are counted.
    """

    depth = 0

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
        return ""

    def descend_resolver(self, parent: Any, index: Any) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH + 1:
            raise NestingTooDeepError(parent.start_mark)

    def ascend_resolver(self) -> None:
        self.depth -= 1


_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class RejectedYamlError(PostmortemsError):
    """The text is not a valid document. `problem` is the reason."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass
class Document:
    """A YAML file: its text, its root node and its problems."""

    path: str
    root: yaml.Node
    text: str = ""
    problems: list[Problem] = field(default_factory=list)
    _items: dict[int, list[yaml.Node]] = field(default_factory=dict)
    """Cache of the items of each list, by the identity of its node."""
    _pairs: dict[int, dict[str, tuple[yaml.Node, yaml.Node]]] = field(default_factory=dict)
    """Cache of the (key, value) nodes of each mapping, by the identity of its node."""

    def place(self, loc: Iterable[str | int] = (), *, key: bool = False) -> Place:
        """Return the place of a value, or of the deepest part of its path that exists.

        Args:
            loc: keys and indexes from the top of this file.
            key: return the place of the last key instead of its value.
        """
        node = name = self.root
        mark = self.root.start_mark
        for step in loc:
            child = self._child(node, step)
            if child is None:
                # A text can be the short form of a mapping: a problem of a part is at the text.
                is_text = isinstance(node, yaml.ScalarNode) and not is_null(node)
                mark = node.start_mark if is_text else name.start_mark
                break
            name, node = child
            mark = name.start_mark if key or is_null(node) else node.start_mark
        return self.place_of(mark)

    def place_of(self, mark: Any) -> Place:
        """Return the place of a mark of the parser."""
        return Place(self.path, mark.line + 1, mark.column + 1)

    def place_at(self, offset: int) -> Place:
        """Return the place of the character at an offset of the text."""
        return Place(self.path, *self._words.line_and_column(offset))

    def has(self, loc: Loc) -> bool:
        """Whether a value is not null; an empty list or mapping counts."""
        node = self._node(loc)
        return node is not None and not is_null(node)

    def head(self, loc: Loc) -> Place:
        """Return the place of a scalar, or of the key of a list or mapping."""
        return self.place(loc, key=isinstance(self._node(loc), yaml.CollectionNode))

    def place_of_word(self, loc: Iterable[str | int], word: str, occurrence: int = 0) -> Place:
        """Return the place of a word within a text; the text's own place if the word is not in it.

        Args:
            loc: keys and indexes of the text; empty for the whole file with its comments.
            word: the word or phrase; its spaces match any whitespace.
            occurrence: 0 for the first occurrence in the text, 1 for the second, and so on.
        """
        loc = tuple(loc)
        if (node := self._node(loc)) is None:
            return self.place(loc)
        start, end = self._offset(node.start_mark), self._offset(node.end_mark)
        if not loc:
            # The marks of the root leave out the comments before and after it.
            start, end = 0, len(self.text)
        offset = self._words.start(word, occurrence, start, end)
        return self.place(loc) if offset is None else self.place_at(offset)

    @cached_property
    def _words(self) -> WordPlaces:
        return WordPlaces(self.text)

    def _offset(self, mark: Any) -> int:
        line = min(int(mark.line), len(self._starts) - 1)
        return self._starts[line] + int(mark.column)

    @cached_property
    def _starts(self) -> list[int]:
        """The offset where each line of the text begins, and the length of the text."""
        return [0, *accumulate(len(line) for line in self.text.splitlines(keepends=True))]

    def _node(self, loc: Loc) -> yaml.Node | None:
        node = self.root
        for step in loc:
            if (child := self._child(node, step)) is None:
                return None
            node = child[1]
        return node

    def _child(self, node: yaml.Node, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
        """Return the (key, value) nodes one step down; an item of a list is its own key."""
        if isinstance(node, yaml.MappingNode):
            return self._pairs_of(node).get(step) if isinstance(step, str) else None
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            if id(node) not in self._items:
                self._items[id(node)] = [item for item in node.value if not is_null(item)]
            items = self._items[id(node)]
            if step < len(items):
                return items[step], items[step]
        return None

    def _pairs_of(self, node: yaml.MappingNode) -> dict[str, tuple[yaml.Node, yaml.Node]]:
        """Return the (key, value) nodes of a mapping by key; of duplicate keys the first."""
        if id(node) not in self._pairs:
            pairs: dict[str, tuple[yaml.Node, yaml.Node]] = {}
            for name, child in node.value:
                if isinstance(name, yaml.ScalarNode):
                    pairs.setdefault(name.value, (name, child))
            self._pairs[id(node)] = pairs
        return self._pairs[id(node)]

    def is_flow(self, loc: Loc) -> bool:
        """Whether a value is a mapping or list in flow style, with braces or brackets."""
        node = self._node(loc)
        return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)

    def starts_block(self, loc: Iterable[str | int]) -> bool:
        """Whether a text is a block scalar (`|` or `>`), with its lines below the indicator."""
        node = self._node(tuple(loc))
        return isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")


def compose(text: str, path: str) -> Document:
    """Parse one YAML document.

    Raises:
        RejectedYamlError: the text is not YAML, is empty, nests too deeply or has several
            documents. A text with only comments is a null document.
    """
    if not text.strip():
        raise RejectedYamlError(
            Problem(Place(path), "empty-file", "the file is empty", "fill it in or remove it")
        )
    if conflict := conflict_problem(text, path):
        raise RejectedYamlError(conflict)
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.reader.ReaderError as error:
        place = Place.at(path, text, error.position)
        code = f"U+{error.character:04X}" if isinstance(error.character, int) else "a character"
        message = f"the text contains {code}, which YAML does not allow; remove it"
        raise RejectedYamlError(Problem(place, "invisible-character", message)) from error
    except NestingTooDeepError as error:
        raise RejectedYamlError(nesting_problem(path, error.mark)) from error
    except yaml.YAMLError as error:
        raise RejectedYamlError(syntax_problem(text, path, error)) from error
    return Document(path, root or _null_node(text), text)


def _null_node(text: str) -> yaml.Node:
    """Return a null node on the last line, for a text with only comments."""
    last = text.rstrip().count("\n")
    mark = yaml.Mark("", 0, last, 0, None, 0)
    return yaml.ScalarNode("", "", mark, mark)


def nesting_problem(path: str, mark: Any) -> Problem:
    """Return the problem for a value nested more than `MAX_DEPTH` levels deep, at its mark."""
    message = f"values are nested more than {MAX_DEPTH} levels deep"
    place = Place(path, mark.line + 1, mark.column + 1)
    return Problem(place, "nested-too-deeply", message, "remove levels; the format needs five")


def is_null(node: yaml.Node) -> bool:
    """Whether a node is null: `key:`, `~` or `null`."""
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value in _NULLS
