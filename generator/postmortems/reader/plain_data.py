"""A document's nodes as dicts, lists and text, with the problems that are seen on the way."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NoReturn

import yaml

from ..model import Place, Problem
from ..model.scalars import shortened
from .comments import FOR_CHECK
from .common_mistakes import QUOTE_TEXT, UNICODE_SPACES, dash_message, hash_message, indent_message
from .document import MAX_DEPTH, Document, RejectedYamlError, is_null, nesting_problem

MAX_VALUES = 50_000
"""More values than this come from aliases that multiply, not from an author."""
MAX_ROWS = 1_000
"""More rows than this in a list are data; those belong under `evidence`."""

MAX_KEYS = 5_000
"""More keys than this in a mapping are data, too; a catalogue may have as many entries."""

_NAME = r"[^\s,\[\]{}]+"
_ODD_KEY = re.compile(rf"[{UNICODE_SPACES}]")
_DASHED_KEY = re.compile(r"-[A-Za-z_]")
_CUT_VALUE = re.compile(r":[ \t]+(?P<hash>#)(?=[^\s#!])")
_CUT_ROW = re.compile(r"-?[ \t]*(?P<hash>#)")
_JOINED_LIST = re.compile(r"\n[ \t]*(?P<dash>-)[ \t]")
_SWALLOWED_KEY = re.compile(r"\n[ \t]*(?:- +)*[a-z_]+:(?:[ \t]|\n)")


def plain(document: Document) -> Any:
    """Return the document as dicts, lists and text, with None for a key that has no value.

    What is wrong with single values is added to the problems of the document.

    Raises:
        RejectedYamlError: aliases multiply beyond any author's need, or contain themselves; or a
            quote or an indentation takes in what its author means to be keys.
    """
    return _Plain(document).value(document.root, ())


@dataclass
class _Plain:
    document: Document
    values: int = 0

    def value(self, node: yaml.Node, within: tuple[yaml.Node, ...]) -> Any:
        self.values += 1
        if len(within) > MAX_DEPTH:
            raise RejectedYamlError(nesting_problem(self.document.path, node.start_mark))
        if self.values > MAX_VALUES or node in within:
            raise RejectedYamlError(
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
            return self._list(node, (*within, node))
        if isinstance(node, yaml.ScalarNode):
            self._check_scalar(node)
        return None if is_null(node) else node.value

    def _list(self, node: yaml.SequenceNode, within: tuple[yaml.Node, ...]) -> list[Any]:
        if len(node.value) > MAX_ROWS:
            self._report(
                node.value[MAX_ROWS],
                "too-many-rows",
                f"the list has {len(node.value):,} rows, more than the {MAX_ROWS:,} allowed",
                "move raw data under `evidence`",
            )
        items = []
        for item in node.value[:MAX_ROWS]:
            if (value := self.value(item, within)) is None:
                self._check_blank(item, _CUT_ROW, item.start_mark.index)
            else:
                items.append(value)
        return items

    def _mapping(self, node: yaml.MappingNode, within: tuple[yaml.Node, ...]) -> dict[str, Any]:
        data: dict[str, Any] = {}
        first: dict[str, yaml.Node] = {}
        if len(node.value) > MAX_KEYS:
            self._report(
                node.value[MAX_KEYS][0],
                "too-many-rows",
                f"the mapping has {len(node.value):,} keys, more than the {MAX_KEYS:,} allowed",
                "move raw data under `evidence`",
            )
        for name, child in node.value[:MAX_KEYS]:
            if not isinstance(name, yaml.ScalarNode):
                self._report(
                    name,
                    "wrong-type",
                    "a key must be a word, not a list or a mapping",
                    QUOTE_TEXT if node.flow_style else "",
                )
            elif name.value in first:
                line = first[name.value].start_mark.line + 1
                self._report(
                    name,
                    "doubled-key",
                    f"`{shortened(name.value)}` is given twice, first in line {line}",
                    "keep one of them",
                )
            else:
                if not name.value[:1].isidentifier():
                    self._check_key(name)
                first[name.value] = name
                data[name.value] = value = self.value(child, within)
                if value is None:
                    self._check_blank(child, _CUT_VALUE, name.end_mark.index)
        return data

    def _check_key(self, name: yaml.ScalarNode) -> None:
        """Refuse a key that only a wrong indentation or a missing space has made one."""
        if blank := _ODD_KEY.match(name.value):
            self._refuse(name, "not-yaml", *indent_message(blank[0]))
        if _DASHED_KEY.match(name.value) and not name.style:
            self._refuse(name, "not-yaml", *dash_message(f"{name.value[1:]}:"))

    def _check_blank(self, node: yaml.Node, comment: re.Pattern[str], index: int) -> None:
        """Report a blank value in whose place stands what YAML takes for a comment.

        Args:
            node: the blank value, or one that is written as `null`.
            comment: what begins such a comment behind the key or the dash.
            index: where the key or the dash ends.
        """
        if not isinstance(node, yaml.ScalarNode) or node.value:
            return
        text = self.document.text
        cut = comment.match(text, index)
        if cut and not FOR_CHECK.match(text, cut.start("hash")):
            place = self.document.place_at(cut.start("hash"))
            message, hint = hash_message()
            hint = f"{hint}, or put a space behind `#` if it is a comment"
            self.document.problems.append(Problem(place, "text-cut-by-hash", message, hint))

    def _check_scalar(self, node: yaml.ScalarNode) -> None:
        """Report a text of which YAML has taken a part for something else."""
        if node.tag:
            self._report(
                node,
                "text-cut-by-tag",
                f"`{node.tag}` is a tag to YAML and no part of the text",
                QUOTE_TEXT,
            )
        if self._has_anchor:
            self._check_anchor(node)
        if node.start_mark.line != node.end_mark.line:
            self._check_lines(node)

    def _check_lines(self, node: yaml.ScalarNode) -> None:
        """Report a text of several lines that takes in what its author means to be apart."""
        if not node.style and (dash := _JOINED_LIST.search(self._source(node))):
            place = self.document.place_at(node.start_mark.index + dash.start("dash"))
            message = "the dash continues the text above it, as a part of it"
            hint = "give it the column of the first dash, or begin a text of several lines with `|`"
            self.document.problems.append(Problem(place, "list-in-text", message, hint, "warning"))
        if node.style in ("'", '"') and _SWALLOWED_KEY.search(self._source(node)):
            self._refuse(
                node,
                "unclosed-quote",
                f"the quote ({node.style}) that opens here is closed only behind other keys",
                f"add {node.style} at the end of the text",
            )

    def _check_anchor(self, node: yaml.ScalarNode) -> None:
        anchor = re.match(rf"&({_NAME})", self._source(node))
        if anchor and anchor[1] not in self._aliases:
            self._report(
                node,
                "text-cut-by-anchor",
                f"`{anchor[0]}` is an anchor to YAML and no part of the text; nothing refers to it",
                QUOTE_TEXT,
            )

    @cached_property
    def _has_anchor(self) -> bool:
        return "&" in self.document.text

    @cached_property
    def _aliases(self) -> set[str]:
        """The names that may be referred to somewhere in the text."""
        return set(re.findall(rf"\*({_NAME})", self.document.text))

    def _source(self, node: yaml.ScalarNode) -> str:
        return self.document.text[node.start_mark.index : node.end_mark.index]

    def _report(self, node: yaml.Node, rule: str, message: str, hint: str = "") -> None:
        self.document.problems.append(Problem(self._place(node), rule, message, hint))

    def _refuse(self, node: yaml.Node, rule: str, message: str, hint: str) -> NoReturn:
        """Give the file up, since keys are missing from it that its author sees there."""
        raise RejectedYamlError(Problem(self._place(node), rule, message, hint))

    def _place(self, node: yaml.Node) -> Place:
        mark = node.start_mark
        return Place(self.document.path, mark.line + 1, mark.column + 1)
