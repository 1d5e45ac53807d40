"""Convert the nodes of a document to dicts, lists and text, and report problems of the YAML."""

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
"""More values than this come from aliases of aliases, not from an author."""
MAX_ROWS = 1_000
"""More rows than this in a list are raw data, which belongs under `evidence`."""
MAX_KEYS = 5_000
"""The same for the keys of a mapping. A catalogue may have as many entries."""

_NAME = r"[^\s,\[\]{}]+"
_UNICODE_SPACE = re.compile(rf"[{UNICODE_SPACES}]")
_DASHED_KEY = re.compile(r"-[A-Za-z_]")
_CUT_VALUE = re.compile(r":[ \t]+(?P<hash>#)(?=[^\s#!])")
_CUT_ROW = re.compile(r"-?[ \t]*(?P<hash>#)")
_JOINED_LIST = re.compile(r"\n[ \t]*(?P<dash>-)[ \t]")
_SWALLOWED_KEY = re.compile(r"\n[ \t]*(?:- +)*[a-z_]+:(?:[ \t]|\n)")


def plain(document: Document) -> Any:
    """Return the document as dicts, lists and text, with None for a key without a value.

    Problems of single values are added to the problems of the document.

    Raises:
        RejectedYamlError: aliases expand to more than `MAX_VALUES` values or contain themselves, or
            a wrong quote or indentation hides keys.
    """
    return _Converter(document).value(document.root, ())


@dataclass
class _Converter:
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
                    "the aliases expand to too many values",
                    "write the values without aliases",
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
                self._check_null(item, _CUT_ROW, item.start_mark.index)
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
                    f"duplicate key `{shortened(name.value)}`, first in line {line}",
                    "remove one of them",
                )
            else:
                if not name.value[:1].isidentifier():
                    self._check_key(name)
                first[name.value] = name
                data[name.value] = value = self.value(child, within)
                if value is None:
                    self._check_null(child, _CUT_VALUE, name.end_mark.index)
        return data

    def _check_key(self, name: yaml.ScalarNode) -> None:
        """Reject a key that results from a wrong indentation or a missing space."""
        if space := _UNICODE_SPACE.match(name.value):
            self._reject(name, "not-yaml", *indent_message(space[0]))
        if _DASHED_KEY.match(name.value) and not name.style:
            self._reject(name, "not-yaml", *dash_message(f"{name.value[1:]}:"))

    def _check_null(self, node: yaml.Node, comment: re.Pattern[str], offset: int) -> None:
        """Report a missing value followed by a comment that is probably meant as the value.

        Args:
            node: the null value.
            comment: matches such a comment, with the separator before it.
            offset: the offset after the key or dash.
        """
        if not isinstance(node, yaml.ScalarNode) or node.value:
            return
        text = self.document.text
        match = comment.match(text, offset)
        if match and not FOR_CHECK.match(text, match.start("hash")):
            place = self.document.place_at(match.start("hash"))
            message, hint = hash_message()
            hint = f"{hint}, or put a space after `#` if it is a comment"
            self.document.problems.append(Problem(place, "text-cut-by-hash", message, hint))

    def _check_scalar(self, node: yaml.ScalarNode) -> None:
        """Report a text that contains a tag, an anchor, a list item or a key by mistake."""
        if node.tag:
            self._report(
                node,
                "text-cut-by-tag",
                f"YAML parses `{node.tag}` as a tag, not as part of the text",
                QUOTE_TEXT,
            )
        if self._has_anchor:
            self._check_anchor(node)
        if node.start_mark.line != node.end_mark.line:
            self._check_lines(node)

    def _check_lines(self, node: yaml.ScalarNode) -> None:
        """Report a text of several lines that includes a list item or a key by mistake."""
        if not node.style and (dash := _JOINED_LIST.search(self._source(node))):
            place = self.document.place_at(node.start_mark.index + dash.start("dash"))
            message = "this line with a dash is parsed as part of the text above it"
            hint = "give it the column of the first dash, or start the text with `|`"
            self.document.problems.append(Problem(place, "list-in-text", message, hint, "warning"))
        if node.style in ("'", '"') and _SWALLOWED_KEY.search(self._source(node)):
            self._reject(
                node,
                "unclosed-quote",
                f"the quote ({node.style}) that opens here is closed only after other keys",
                f"add {node.style} at the end of the text",
            )

    def _check_anchor(self, node: yaml.ScalarNode) -> None:
        anchor = re.match(rf"&({_NAME})", self._source(node))
        if anchor and anchor[1] not in self._aliases:
            self._report(
                node,
                "text-cut-by-anchor",
                f"YAML parses `{anchor[0]}` as an anchor that nothing refers to, not as text",
                QUOTE_TEXT,
            )

    @cached_property
    def _has_anchor(self) -> bool:
        return "&" in self.document.text

    @cached_property
    def _aliases(self) -> set[str]:
        """The names that appear as an alias in the text."""
        return set(re.findall(rf"\*({_NAME})", self.document.text))

    def _source(self, node: yaml.ScalarNode) -> str:
        return self.document.text[node.start_mark.index : node.end_mark.index]

    def _report(self, node: yaml.Node, rule: str, message: str, hint: str = "") -> None:
        self.document.problems.append(Problem(self._place(node), rule, message, hint))

    def _reject(self, node: yaml.Node, rule: str, message: str, hint: str) -> NoReturn:
        """Reject the whole file, because keys that its author sees in it are missing."""
        raise RejectedYamlError(Problem(self._place(node), rule, message, hint))

    def _place(self, node: yaml.Node) -> Place:
        return self.document.place_of(node.start_mark)
