"""YAML text to plain data and back to its place: scalars stay text, every value keeps its mark.

Nodes are composed with the C parser and never resolved, so that `NO` is not false, `1.10` is not
a number and `12:30` is not a count of seconds. What a scalar means is for the model to say.
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
"""The format itself is five levels deep."""

_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class NestingTooDeepError(PostmortemsError):
    """Values are nested deeper than `MAX_DEPTH`; `mark` is where the deepest collection starts."""

    def __init__(self, mark: Any) -> None:
        super().__init__()
        self.mark = mark


class _Loader(_Parser):  # type: ignore[misc]
    """Composes nodes without guessing at their types, which would take half as long again.

    The composer calls itself for each level and would exhaust the stack, so the levels are counted.
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
    """The text is no document. `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass
class Document:
    """A YAML file: its text, its root node and what was wrong with it."""

    path: str
    root: yaml.Node
    text: str = ""
    problems: list[Problem] = field(default_factory=list)
    _items: dict[int, list[yaml.Node]] = field(default_factory=dict)
    """The items of each list that was asked for, by the identity of its node."""
    _pairs: dict[int, dict[str, tuple[yaml.Node, yaml.Node]]] = field(default_factory=dict)
    """The (name, value) nodes of each mapping that was asked for, by the identity of its node."""

    def place(self, loc: Iterable[str | int] = (), *, key: bool = False) -> Place:
        """Where a value is, or the deepest part of the way to it that exists.

        Args:
            loc: keys and indexes from the top of this file.
            key: ask for the place of the last key instead of its value's.
        """
        node = name = self.root
        mark = self.root.start_mark
        for step in loc:
            found = self._child(node, step)
            if found is None:
                # A text may stand for a mapping; what is wrong with a part of it is wrong with it.
                is_text = isinstance(node, yaml.ScalarNode) and not is_null(node)
                mark = node.start_mark if is_text else name.start_mark
                break
            name, node = found
            mark = name.start_mark if key or is_null(node) else node.start_mark
        return Place(self.path, mark.line + 1, mark.column + 1)

    def place_at(self, index: int) -> Place:
        """Return the place of a character of the text."""
        return Place(self.path, *self._words.line_and_column(index))

    def has(self, loc: Loc) -> bool:
        """Whether there is something at a place, be it an empty list."""
        node = self._node(loc)
        return node is not None and not is_null(node)

    def head(self, loc: Loc) -> Place:
        """Where a value is to be looked for: the value itself, or the key of one with parts."""
        return self.place(loc, key=isinstance(self._node(loc), yaml.CollectionNode))

    def place_of_word(self, loc: Iterable[str | int], word: str, occurrence: int = 0) -> Place:
        """Where a word stands within a text; the text's own place where it cannot be found.

        Args:
            loc: keys and indexes to the text.
            word: a part of the text, its spaces standing for any space or line end.
            occurrence: how many of the same come before it in the text.
        """
        loc = tuple(loc)
        if (node := self._node(loc)) is None:
            return self.place(loc)
        start, end = self._offset(node.start_mark), self._offset(node.end_mark)
        if not loc:
            # The whole file is meant, with the comments before and behind what it holds.
            start, end = 0, len(self.text)
        at = self._words.start(word, occurrence, start, end)
        return self.place(loc) if at is None else self.place_at(at)

    @cached_property
    def _words(self) -> WordPlaces:
        return WordPlaces(self.text)

    def _offset(self, mark: Any) -> int:
        line = min(int(mark.line), len(self._starts) - 1)
        return self._starts[line] + int(mark.column)

    @cached_property
    def _starts(self) -> list[int]:
        """Where each line of the text begins, and where the text ends."""
        return [0, *accumulate(len(line) for line in self.text.splitlines(keepends=True))]

    def _node(self, loc: Loc) -> yaml.Node | None:
        node = self.root
        for step in loc:
            if (found := self._child(node, step)) is None:
                return None
            node = found[1]
        return node

    def _child(self, node: yaml.Node, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
        """The (name, value) nodes one step down; an item of a list is its own name."""
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
        """Return the pairs of a mapping by key; of a key that is given twice the first."""
        if id(node) not in self._pairs:
            pairs: dict[str, tuple[yaml.Node, yaml.Node]] = {}
            for name, child in node.value:
                if isinstance(name, yaml.ScalarNode):
                    pairs.setdefault(name.value, (name, child))
            self._pairs[id(node)] = pairs
        return self._pairs[id(node)]

    def is_flow(self, loc: Loc) -> bool:
        """Whether a mapping or list stands between braces or brackets."""
        node = self._node(loc)
        return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)

    def starts_block(self, loc: Iterable[str | int]) -> bool:
        """Whether the text there is a block scalar, whose lines begin on the next line."""
        node = self._node(tuple(loc))
        return isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")


def compose(text: str, path: str) -> Document:
    """Parse one YAML document.

    Raises:
        RejectedYamlError: the text is not YAML, is empty, nests too deeply or has several
            documents. A text of comments only holds null.
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
        message = f"the text holds {code}, which YAML does not allow; remove it"
        raise RejectedYamlError(Problem(place, "invisible-character", message)) from error
    except NestingTooDeepError as error:
        raise RejectedYamlError(nesting_problem(path, error.mark)) from error
    except yaml.YAMLError as error:
        raise RejectedYamlError(syntax_problem(text, path, error)) from error
    return Document(path, root or _nothing(text), text)


def _nothing(text: str) -> yaml.Node:
    """What a file of nothing but comments holds, on the last of its lines."""
    last = text.rstrip().count("\n")
    mark = yaml.Mark("", 0, last, 0, None, 0)
    return yaml.ScalarNode("", "", mark, mark)


def nesting_problem(path: str, mark: Any) -> Problem:
    """Return the problem of a value that is nested more deeply than any author needs."""
    message = f"values are nested more than {MAX_DEPTH} levels deep"
    place = Place(path, mark.line + 1, mark.column + 1)
    return Problem(place, "nested-too-deeply", message, "the format needs five")


def is_null(node: yaml.Node) -> bool:
    """Whether a node stands for no value: `key:`, `~` or `null`."""
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value in _NULLS
