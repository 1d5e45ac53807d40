"""Markdown to HTML as code hosts render it: CommonMark with tables, strikethrough and footnotes."""

import re

from pyromark import Markdown, Options

_MARKDOWN = Markdown(
    options=Options.ENABLE_TABLES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_HEADING_ATTRIBUTES
)
_REFERENCE = re.compile(r'<sup class="footnote-reference"><a href="#[^"]*">(\d+)</a></sup>')
_DEFINITION = re.compile(
    r'<div class="footnote-definition" id="[^"]*">'
    r'<sup class="footnote-definition-label">(\d+)</sup>\s*(.*?)</div>\n?',
    re.DOTALL,
)


def to_html(markdown: str) -> str:
    """Return Markdown as HTML.

    A heading may end with its id, as in `## Text { #name }`. Footnotes are gathered at the end of
    the page. HTML passes through: sanitize the result.
    """
    html = _MARKDOWN.html(markdown)
    return _with_footnotes(html) if 'class="footnote-' in html else html


def _with_footnotes(html: str) -> str:
    """Return HTML with its footnotes as a list at its end, linked in both directions.

    The library leaves each where it was defined, under an id that its author chose.
    """
    notes: dict[str, str] = {}

    def take(definition: re.Match[str]) -> str:
        notes.setdefault(definition[1], definition[2])
        return ""

    html = _DEFINITION.sub(take, html)
    referred: set[str] = set()

    def refer(reference: re.Match[str]) -> str:
        number = reference[1]
        if number not in notes:
            return f"<sup>{number}</sup>"
        first = "" if number in referred else f' id="fnref-{number}"'
        referred.add(number)
        return f'<sup{first}><a class="footnote-ref" href="#fn-{number}">{number}</a></sup>'

    html = _REFERENCE.sub(refer, html)
    # A footnote can refer to others, so all are resolved before their links back are written.
    notes = {
        number: _REFERENCE.sub(refer, text) for number, text in sorted(notes.items(), key=_order)
    }
    rows = "".join(
        f'<li id="fn-{number}">{text}{_link_back(number) if number in referred else ""}</li>\n'
        for number, text in notes.items()
    )
    return f'{html}<div class="footnote"><hr><ol>\n{rows}</ol></div>\n' if rows else html


def _order(note: tuple[str, str]) -> int:
    return int(note[0])


def _link_back(number: str) -> str:
    title = f"Back to footnote {number} in the text"
    return f'<a class="footnote-backref" href="#fnref-{number}" title="{title}">↩</a>'
