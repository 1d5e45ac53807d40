"""YAML text to plain data and back to its place: scalars stay text, every value keeps its mark.

Nodes are composed with the C parser and never resolved, so that `NO` is not false, `1.10` is not
a number and `12:30` is not a count of seconds. What a scalar means is for the model to say.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import Any

import yaml
from rapidfuzz import fuzz, process

from ..model import Loc, Place, Problem
from .word_places import WordPlaces

MAX_VALUES = 50_000
"""More values than this come from aliases that multiply, not from an author."""
MAX_DEPTH = 40
"""The format itself is five levels deep."""

LIKENESS = 60
"""How much alike, of 100, a name must be to be suggested for another."""

_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Parser):  # type: ignore[misc]
    """Composes nodes and does not guess at their types: a third of the time, and not wanted."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
        return ""

    def descend_resolver(self, parent: Any, index: Any) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


_INDENT = re.compile(r"^ +", re.MULTILINE)
_DASHES = re.compile(r"(?:[-?] +)+")
_BRACKETS = re.compile(r"[\[\]{}]")
_HINT = "check the indentation and quotes"
_HINTS = {
    "mapping values are not allowed": "quote the text if it holds a colon and a space",
    "cannot start any token": "quote the text, or indent with spaces in place of tabs",
    "single document": "remove the line `---`, or put what follows into a file of its own",
    "undefined alias": "quote the text if it begins with `*`",
}
"""What to do about the commonest mistakes, by what the parser says of them."""
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class Refused(Exception):
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
                mark = name.start_mark
                break
            name, node = found
            mark = name.start_mark if key or _is_null(node) else node.start_mark
        return Place(self.path, mark.line + 1, mark.column + 1)

    def has(self, loc: Loc) -> bool:
        """Whether there is something at a place, be it an empty list."""
        node = self._node(loc)
        return node is not None and not _is_null(node)

    def head(self, loc: Loc) -> Place:
        """Where a value is to be looked for: the value itself, or the key of one with parts."""
        return self.place(loc, key=isinstance(self._node(loc), yaml.CollectionNode))

    def place_of_word(self, loc: Iterable[str | int], word: str, turn: int = 0) -> Place:
        """Where a word stands within a text; the text's own place where it cannot be found.

        Args:
            loc: keys and indexes to the text.
            word: a part of the text, its spaces standing for any space or line end.
            turn: how many of the same come before it in the text.
        """
        loc = tuple(loc)
        if (node := self._node(loc)) is None:
            return self.place(loc)
        start, end = self._offset(node.start_mark), self._offset(node.end_mark)
        if not loc:
            # The whole file is meant, with the comments before and behind what it holds.
            start, end = 0, len(self.text)
        at = self._words.start(word, turn, start, end)
        return self.place(loc) if at is None else Place(self.path, *self._words.line_and_column(at))

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
            for name, child in node.value:
                if isinstance(name, yaml.ScalarNode) and name.value == step:
                    return name, child
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            if id(node) not in self._items:
                self._items[id(node)] = [item for item in node.value if not _is_null(item)]
            items = self._items[id(node)]
            if step < len(items):
                return items[step], items[step]
        return None

    def starts_block(self, loc: Iterable[str | int]) -> bool:
        """Whether the text there is a block scalar, whose lines begin on the next line."""
        node = self._node(tuple(loc))
        return isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")


def compose(text: str, path: str) -> Document:
    """Parse one YAML document.

    Raises:
        Refused: the text is not YAML, is empty, nests too deeply or has several documents. One of
            nothing but comments holds null.
    """
    if not text.strip():
        raise Refused(
            Problem(Place(path), "empty-file", "the file is empty", "fill it in or remove it")
        )
    try:
        _refuse_depth(text, path)
        root = yaml.compose(text, Loader=_Loader)
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        column = len(before) - before.rfind("\n")
        place = Place(path, before.count("\n") + 1, column)
        code = f"U+{error.character:04X}" if isinstance(error.character, int) else "a character"
        message = f"the text holds {code}, which YAML does not allow; remove it"
        raise Refused(Problem(place, "invisible-character", message)) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
        reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "cannot parse"
        context = getattr(error, "context", None)
        said = (context, reason) if reason.startswith("but ") else (reason, context)
        message = f"the file is not YAML: {' '.join(filter(None, said))}"
        hint = next((hint for sign, hint in _HINTS.items() if sign in message), _HINT)
        raise Refused(Problem(place, "not-yaml", message, hint)) from error
    return Document(path, root or _nothing(text), text)


def _nothing(text: str) -> yaml.Node:
    """What a file of nothing but comments holds, on the last of its lines."""
    last = text.rstrip().count("\n")
    mark = yaml.Mark("", 0, last, 0, None, 0)
    return yaml.ScalarNode("", "", mark, mark)


def _refuse_depth(text: str, path: str) -> None:
    """Refuse nesting that would exhaust the parser's stack, before it is composed."""
    indent = max((len(found[0]) for found in _INDENT.finditer(text)), default=0)
    dashes = max((len(found[0]) for found in _DASHES.finditer(text)), default=0)
    depth = deepest = 0
    for found in _BRACKETS.finditer(text):
        depth = depth + 1 if found[0] in "[{" else max(0, depth - 1)
        deepest = max(deepest, depth)
    # A level takes a column, a dash or a bracket; two levels may share a column.
    if 2 * indent + dashes + deepest < MAX_DEPTH:
        return
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            mark: Any = event.start_mark
            raise Refused(_too_deep(Place(path, mark.line + 1, mark.column + 1)))


def _too_deep(place: Place) -> Problem:
    message = f"values are nested more than {MAX_DEPTH} levels deep"
    return Problem(place, "nested-too-deeply", message, "the format needs five")


def plain(document: Document) -> Any:
    """The document as dicts, lists and text, with None for a key that has no value.

    Raises:
        Refused: aliases multiply beyond any author's need, or contain themselves.
    """
    return _Plain(document).value(document.root, ())


@dataclass
class _Plain:
    document: Document
    values: int = 0

    def value(self, node: yaml.Node, within: tuple[yaml.Node, ...]) -> Any:
        self.values += 1
        if len(within) > MAX_DEPTH:
            raise Refused(_too_deep(self._place(node)))
        if self.values > MAX_VALUES or node in within:
            raise Refused(
                Problem(
                    self._place(node),
                    "alias-bomb",
                    "aliases repeat one another beyond reason",
                    "write the values out",
                )
            )
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, (*within, node))
        if isinstance(node, yaml.SequenceNode):
            items = [self.value(item, (*within, node)) for item in node.value]
            return [item for item in items if item is not None]
        return None if _is_null(node) else node.value

    def _mapping(self, node: yaml.MappingNode, within: tuple[yaml.Node, ...]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        seen: dict[str, yaml.Node] = {}
        for name, child in node.value:
            if not isinstance(name, yaml.ScalarNode):
                self._report(name, "wrong-type", "a key must be a word, not a list or a mapping")
                continue
            if name.value in seen:
                first = seen[name.value].start_mark.line + 1
                self._report(
                    name,
                    "doubled-key",
                    f"`{name.value}` is given twice, first in line {first}",
                    "keep one of them",
                )
                continue
            seen[name.value] = name
            found[name.value] = self.value(child, within)
        return found

    def _report(self, node: yaml.Node, rule: str, message: str, hint: str = "") -> None:
        self.document.problems.append(Problem(self._place(node), rule, message, hint))

    def _place(self, node: yaml.Node) -> Place:
        mark = node.start_mark
        return Place(self.document.path, mark.line + 1, mark.column + 1)


def _is_null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value in _NULLS


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """The hint for a name that is not known: the nearest one that is, else other advice."""
    close = process.extractOne(word, list(known), scorer=fuzz.ratio, score_cutoff=LIKENESS)
    return f"did you mean `{close[0]}`?" if close else otherwise
