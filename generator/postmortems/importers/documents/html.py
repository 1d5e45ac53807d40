"""HTML as a tree of blocks: exports of Confluence, Google Docs, Notion, GitHub and docx.

The inline parts become Markdown. Scripts, styles, forms and navigation are left out.
"""

import re
from html.parser import HTMLParser

from .html_parts import HtmlTable, continues, joined
from .tree import MAX_DEPTH, Block, Document

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SKIPPED = frozenset[str]().union(
    {"script", "style", "head", "template", "svg", "nav", "button", "select", "noscript", "iframe"},
    {"object", "math"},
)
_IN_HEAD = frozenset(["title", "meta", "link"])
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
_BREAKING = frozenset[str]().union(
    {"p", "div", "section", "article", "main", "header", "footer", "aside", "figure", "figcaption"},
    {"details", "summary", "address", "dl", "dt", "dd", "body", "html", "form", "fieldset"},
    {"center", "hr", "table", "thead", "tbody", "tr"},
)
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`", "del": "~~", "s": "~~"}
_LEVEL_OF_LIST = re.compile(r"\blst-[\w-]+-(\d)\b|\bindent-?(\d)\b|\bql-indent-(\d)\b")
_BOX_ON = re.compile(r"\b(?:checkbox-on|checked|is-checked|task-done|complete)\b")
_BOX = re.compile(r"\b(?:checkbox|task-list-item|inline-task|todo|to-do)")
_SPECIAL = re.compile(r"([\\`*_\[\]<])")
MAX_OPEN = 2_000
"""The number of elements that may be open at once."""


def read_html(text: str) -> Document:
    """Return the tree of an HTML document. Unclosed and wrongly nested elements are tolerated."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.finish()
    return Document(reader.root.children, title=reader.title.strip(), url=reader.url)


class _Reader(HTMLParser):
    """Builds the tree while the parser reads."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Block("quote", 1)
        self.title = ""
        self.url = ""
        self._tags: list[str] = []
        self._containers: list[tuple[int, Block]] = [(0, self.root)]
        self._text: list[str] = []
        self._line = 1
        self._heading = 0
        self._skipped = 0
        self._pre: Block | None = None
        self._links: list[str] = []
        self._tables: list[HtmlTable] = []
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        values = {name: value or "" for name, value in attrs}
        if tag in _IN_HEAD:
            self._head(tag, values)
            return
        if tag not in _VOID:
            if len(self._tags) >= MAX_OPEN:
                return
            self._tags.append(tag)
        if tag in _SKIPPED:
            self._skipped += tag not in _VOID
        elif not self._skipped and self._pre is None:
            self._open(tag, values)

    def _head(self, tag: str, values: dict[str, str]) -> None:
        if tag == "title":
            self._in_title = not self.title
        elif tag == "link" and values.get("rel") == "canonical":
            self.url = values.get("href", "")
        elif tag == "meta" and values.get("property") == "og:url":
            self.url = self.url or values.get("content", "")

    def _open(self, tag: str, values: dict[str, str]) -> None:
        if "checkbox" in values.get("class", "").split():
            self._check(bool(_BOX_ON.search(values["class"])))
        if level := _HEADINGS.get(tag) or (
            1 if values.get("class", "").split(" ")[-1] == "title" and tag == "p" else 0
        ):
            self._end_text()
            self._heading = level
        elif tag in ("ul", "ol"):
            self._end_text()
            start = values.get("start", "1")
            number = int(start) if start.isdecimal() and len(start) < 9 else 1
            self._open_list(values.get("class", ""), None if tag == "ul" else number)
        elif tag == "li":
            self._end_text()
            self._open_item(values)
        elif tag == "blockquote":
            self._end_text()
            self._push(Block("quote", self.getpos()[0]))
        elif tag == "pre":
            self._end_text()
            self._pre = Block("code", self.getpos()[0], "")
        elif tag == "table":
            self._end_text()
            self._tables.append(HtmlTable(self.getpos()[0]))
        elif tag in ("td", "th") and self._tables:
            self._end_text()
            self._tables[-1].open_cell(self.getpos()[0])
        elif tag == "tr" and self._tables:
            self._end_text()
            self._tables[-1].open_row()
        elif tag == "br":
            self._text.append("\n")
        elif tag in _BREAKING:
            self._end_text()
        else:
            self._open_inline(tag, values)

    def _open_inline(self, tag: str, values: dict[str, str]) -> None:
        if tag == "a":
            address = values.get("href", "")
            is_shown = address.startswith(("http://", "https://", "mailto:"))
            self._links.append(
                address if is_shown and not any(c in address for c in " ()<>") else ""
            )
            self._write("[" if self._links[-1] else "")
        elif tag == "img" and values.get("src"):
            self._write(
                f"![{values.get('alt', '')}]({values['src'].replace(' ', '%20')})"
                if "data:" not in values["src"][:5]
                else ""
            )
        elif tag == "input" and values.get("type") == "checkbox":
            self._check("checked" in values)
        elif tag == "time" and values.get("datetime"):
            self._write("")
        elif tag in _MARKS:
            self._write(_MARKS[tag])

    def _check(self, is_checked: bool) -> None:
        container = self._containers[-1][1]
        if container.kind == "item":
            container.checked = is_checked

    def _open_list(self, classes: str, number: int | None) -> None:
        """Open a list; a list of Google Docs names its depth in its class and is not nested."""
        match = _LEVEL_OF_LIST.search(classes)
        depth = int(next(filter(None, match.groups()), "0")) if match else 0
        parent = self._containers[-1][1]
        while depth and parent.children and parent.children[-1].kind == "list":
            last = parent.children[-1].children
            if not last:
                break
            parent, depth = last[-1], depth - 1
        block = Block("list", self.getpos()[0], number=number)
        last_block = parent.children[-1] if parent.children else None
        if last_block and last_block.kind == "list" and (match or continues(last_block, number)):
            block = last_block
        else:
            parent.children.append(block)
        self._containers.append((len(self._tags), block))

    def _open_item(self, values: dict[str, str]) -> None:
        if self._containers[-1][1].kind == "item":
            self._containers.pop()
        if self._containers[-1][1].kind != "list":
            self._push(Block("list", self.getpos()[0]))
        classes = f"{values.get('class', '')} {values.get('data-task-state', '')}"
        item = Block("item", self.getpos()[0])
        is_task = "data-inline-task-id" in values or values.get("data-checked")
        if is_task or _BOX.search(classes) or _BOX_ON.search(classes):
            item.checked = bool(_BOX_ON.search(classes)) or values.get("data-checked") == "true"
        self._push(item)

    def _push(self, block: Block) -> None:
        parent = self._containers[-1][1]
        if len(self._containers) < MAX_DEPTH:
            parent.children.append(block)
            self._containers.append((len(self._tags), block))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open and close an element."""
        self.handle_starttag(tag, attrs)
        if tag not in _VOID and tag not in _IN_HEAD:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and those within it that are still open."""
        if tag == "title":
            self._in_title = False
        if tag not in self._tags:
            return
        while self._tags:
            last = self._tags.pop()
            self._close(last)
            if last == tag:
                break

    def _close(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skipped -= 1
        elif self._skipped:
            return
        elif tag == "pre" and self._pre is not None:
            code, self._pre = self._pre, None
            code.text = "```\n" + code.text.strip("\n") + "\n```"
            self._add(code)
        elif self._pre is not None:
            return
        elif (
            tag in _HEADINGS
            or tag in _BREAKING
            or tag in ("li", "ul", "ol", "blockquote", "td", "th")
        ):
            self._end_text()
        elif tag == "a" and self._links:
            address = self._links.pop()
            self._write(f"]({address})" if address else "")
        elif tag in _MARKS:
            self._write(_MARKS[tag])
        self._close_containers(tag)

    def _close_containers(self, tag: str) -> None:
        if tag in ("td", "th") and self._tables:
            self._tables[-1].close_cell()
        elif tag == "table" and self._tables:
            self._add_table(self._tables.pop())
        while len(self._containers) > 1 and self._containers[-1][0] > len(self._tags):
            self._containers.pop()

    def _add_table(self, table: HtmlTable) -> None:
        rows = table.rows()
        if not rows:
            return
        if all(len(row.cells) == 1 for row in rows) or self._tables:
            for row in rows:  # a table for layout, or within another
                for cell in row.cells:
                    if cell:
                        self._add(Block("paragraph", row.line, cell))
            return
        self._add(Block("table", table.line, rows=rows))

    def handle_data(self, data: str) -> None:
        """Add text."""
        if self._in_title:
            self.title += data
        elif self._skipped:
            return
        elif self._pre is not None:
            self._pre.text += data
        elif data:
            if not self._text and data.strip():
                self._line = self.getpos()[0] + data[: len(data) - len(data.lstrip())].count("\n")
            in_code = "code" in self._tags[-3:]
            words = re.sub(r"\s+", " ", data)
            self._text.append(words if in_code or "://" in words else _SPECIAL.sub(r"\\\1", words))

    def _write(self, text: str) -> None:
        if text:
            if not self._text:
                self._line = self.getpos()[0]
            self._text.append(text)

    def _end_text(self) -> None:
        """End the open paragraph or heading."""
        text, self._text = joined(self._text), []
        level, self._heading = self._heading, 0
        if not text:
            self._heading = 0 if level and not text else level
            return
        if self._tables and self._tables[-1].is_open:
            self._tables[-1].write(text)
        elif level:
            self._add(
                Block("heading", self._line, text.replace("\n", " ").replace("**", ""), level)
            )
        else:
            self._add(Block("paragraph", self._line, text))

    def _add(self, block: Block) -> None:
        if self._tables and self._tables[-1].is_open:
            self._tables[-1].write(block.text)
            return
        self._containers[-1][1].children.append(block)

    def finish(self) -> None:
        """Close all elements."""
        while self._tags:
            self._close(self._tags.pop())
        self._end_text()
