"""The HTML of our pages: sanitized, and with figures."""

import re
from html import escape, unescape

import nh3

from ..model.scalars import SAFE_SCHEMES

TAG_REST = r'[^>"]*(?:"[^"]*"[^>"]*)*'
"""A regular expression for the attributes of a tag; their values may have a `>`."""
_SPACED_REST = rf"(?: {TAG_REST})?"
_PLACEHOLDER = re.compile(r'<div data-pm-diagram="([0-9a-f-]+)"></div>')
# A cell with a sentence needs more width than its longest word. Words may be broken only in cells
# with a very long word, since elsewhere that would break dates and numbers.
LONG = 40
"""The number of characters from which a cell is treated as a sentence."""
_CELL = re.compile(rf"<td({_SPACED_REST})>(.*?)</td>", re.DOTALL)
_TAG = re.compile(rf"<{TAG_REST}>")
_CLASS = re.compile(r' class="([^"]*)"')
# A day, a moment or a duration must not be broken into two lines.
_TIME = re.compile(
    r"\d{4}-\d\d-\d\d"
    rf"|<time {TAG_REST}>[^<]*</time>|<span data-seconds={TAG_REST}>[^<]*</span>"
)
_WIDE = re.compile(r"[\S\xa0]{28}")
_HEADING_CELL = re.compile(rf"<th{_SPACED_REST}>(.*?)</th>", re.DOTALL)
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9 ]")
CARDS = 3
"""The number of columns from which the rows of a table are cards on a narrow screen."""
ROW_TITLES = frozenset({"Action", "Event", "Incident", "Lesson"})
"""The titles of columns that name the row; a card shows the first of these without its title."""
_HEADING_OR_TABLE = re.compile(
    rf"<h[1-6]{_SPACED_REST}>(?P<heading>.*?)</h[1-6]>|<table>.*?</table>", re.DOTALL
)
_PERMALINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
_ATTRIBUTES = {
    "*": {"class", "id", "title"},
    "a": {"href"},
    "details": {"open"},
    "div": {"data-pm-diagram"},
    "img": {"src", "alt"},
    "th": {"scope", "align", "style"},
    "td": {"align", "style"},
    "ol": {"start"},
    "span": {"data-seconds", "data-sort", "data-ongoing"},
    "time": {"datetime"},
}
_LOCAL_IMAGE = re.compile(r"(?!/)[\w%~./-]+", re.ASCII)
"""A relative path without a scheme, a host, a query or an anchor."""


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Return the value of an attribute; None to remove it, such as the address of a remote image.

    An image of another origin would tell it who reads the page.
    """
    is_remote = (tag, name) == ("img", "src") and not _LOCAL_IMAGE.fullmatch(value)
    return None if is_remote else value


_CLEANER = nh3.Cleaner(
    tags=nh3.ALLOWED_TAGS - {"map", "area"} | {"section", "time", "noscript"},
    attributes=_ATTRIBUTES,
    attribute_filter=_attribute,
    filter_style_properties={"text-align"},
    url_schemes=set(SAFE_SCHEMES),
    link_rel=None,
)


def clean(html: str) -> str:
    """Return HTML without scripts, event handlers, styles, remote images and unsafe addresses.

    The Markdown is already escaped; this protects against Markdown extensions that undo that.
    """
    return _CLEANER.clean(html)


def fit_tables(html: str) -> str:
    """Add the classes of table cells: `pm-day`, `pm-wide` and `pm-long` by their text."""
    return _CELL.sub(_fitted, html)


def _fitted(cell: re.Match[str]) -> str:
    text = _text(cell[2])
    classes = {
        "pm-day": _TIME.fullmatch(cell[2]),
        "pm-wide": _WIDE.search(text),
        "pm-long": len(text) >= LONG,
    }
    names = " ".join(name for name, applies in classes.items() if applies)
    return f"<td{_with_classes(cell[1], names)}>{cell[2]}</td>" if names else cell[0]


def _text(html: str) -> str:
    return unescape(_TAG.sub("", html))


def _with_classes(attributes: str, names: str) -> str:
    """Return the attributes of a tag with classes added to those that it has."""
    own = _CLASS.search(attributes)
    if not own:
        return f'{attributes} class="{names}"'
    return f'{attributes[: own.start()]} class="{own[1]} {names}"{attributes[own.end() :]}'


def framed_tables(html: str) -> str:
    """Put each table without a class in a frame that scrolls and is named after the last heading.

    A frame can have the focus, so that it scrolls by keyboard, also without JavaScript.
    """
    heading = ""

    def frame(part: re.Match[str]) -> str:
        nonlocal heading
        if part["heading"] is not None:
            text = _PERMALINK.sub("", part["heading"])
            heading = " ".join(_TAG.sub("", text).split()).replace('"', "&quot;")
            return part[0]
        label = f"Table: {heading}" if heading else "Table"
        classes, style = "pm-frame", ""
        titles = _column_titles(part[0])
        if len(titles) >= CARDS:
            classes, style = "pm-frame pm-cards", f' style="{escape(_title_properties(titles))}"'
        return (
            f'<div class="{classes}"{style} role="region" aria-label="{label}"'
            f' tabindex="0">{part[0]}</div>'
        )

    return _HEADING_OR_TABLE.sub(frame, html)


def _column_titles(table: str) -> list[str]:
    head, _, _ = table.partition("</thead>")
    return [_text(title).strip() for title in _HEADING_CELL.findall(head)]


def _title_properties(titles: list[str]) -> str:
    """Return the titles of columns as properties of CSS.

    With them the stylesheet shows the rows of a table as cards on a narrow screen, each cell with
    the title of its column.
    """
    named = next((title for title in titles if title in ROW_TITLES), None)
    return ";".join(
        f"--pm-title-{number}:{css_string(title)}"
        for number, title in enumerate(titles, start=1)
        if number > 1 and title != named
    )


def css_string(text: str) -> str:
    """Return a text as a string of CSS; all but ASCII letters, digits and spaces are escaped."""
    return '"' + _NOT_PLAIN.sub(lambda match: f"\\{ord(match[0]):x} ", text) + '"'


def complete(html: str, figures: dict[str, str]) -> str:
    """Add classes to table cells, and replace placeholders with their figures."""
    return _PLACEHOLDER.sub(lambda placeholder: figures.get(placeholder[1], ""), fit_tables(html))


def finish(html: str, after: str = "") -> str:
    """Wrap the HTML of a page.

    Args:
        html: the HTML, complete with its figures.
        after: HTML of our own that follows it, such as an element that a script fills.
    """
    return f'<div class="pm-page">{html}{after}</div>'
