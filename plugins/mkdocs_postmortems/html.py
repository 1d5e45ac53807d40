"""The border between our pages and the browser: clean HTML, diagrams, and facets for search."""

import re
from dataclasses import replace
from hashlib import sha256
from html import escape

import nh3

from postmortems import diagram
from postmortems.model import Corpus, Incident
from postmortems.model.scalars import SAFE_SCHEMES

from .boilerplate import documentation, unsearched
from .indexes import Page, Site

_PLACE = re.compile(r'<div data-pm-diagram="([0-9a-f-]+)"></div>')
# A cell with a sentence wants more width than its longest word; one with a very long word is
# where a word may be broken, which elsewhere would break dates and numbers.
LONG = 40
"""A text of as many characters is a sentence rather than a word."""
_CELL = re.compile(r"<td((?: [^>]*)?)>(.*?)</td>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_TIME = re.compile(
    r"(?:about )?(?:(?:\d{4}-\d\d-\d\d)?[ \d:]*|\d+ (?:days|h|min|s)(?: \d+ (?:h|min|s))?)"
)
_WIDE = re.compile(r"\S{28}")
_ATTRIBUTES = {
    "*": {"class", "id", "title"},
    "a": {"href"},
    "div": {"data-pm-diagram", "data-pagefind-ignore"},
    "th": {"scope", "align", "style"},
    "td": {"align", "style"},
    "ol": {"start"},
    "time": {"datetime"},
}
EMBEDDED = 'class="pm-page"'
"""By which a page of the site's own is known to hold an index of ours."""
_BLOCK = re.compile(
    r'<div data-pm-embedded="([0-9a-f]+)"></div>(.*?)<div data-pm-embedded="\1"></div>', re.DOTALL
)
_CLEANER = nh3.Cleaner(
    tags=nh3.ALLOWED_TAGS - {"img", "map", "area"} | {"section", "time", "noscript"},
    attributes=_ATTRIBUTES,
    filter_style_properties={"text-align"},
    url_schemes=set(SAFE_SCHEMES),
    link_rel=None,
)


UNDRAWN = "The diagram could not be drawn. The table below has the same content."
"""Stands for the diagram of a root cause that the renderer refused."""


def clean(html: str) -> str:
    """HTML without scripts, handlers, styles, images or odd addresses, whoever wrote them.

    The Markdown was escaped already; this holds should a Markdown extension see it otherwise.
    """
    return _CLEANER.clean(html)


def take_diagrams(markdown: str, incident: Incident | None) -> tuple[str, dict[str, str]]:
    """Replace the mermaid fences of a page by places for their drawings.

    A fence that is no diagram stays as text; of incidents, `check` has said so.

    Returns:
        the Markdown, and the drawings by the names of their places.
    """
    own = diagram.source(incident.root_cause).strip() if incident else ""
    budget = diagram.Budget()
    # No text can name a place, for it would have to hold its own hash.
    token = _token(markdown)
    figures: dict[str, str] = {}
    lines: list[str] = []
    for block in diagram.blocks(markdown):
        if isinstance(block, str):
            lines.append(block)
            continue
        if block.language != "mermaid":
            lines += block.lines
            continue
        place = f"{token}-{len(figures) + 1}"
        is_own = bool(own) and block.source.strip() == own
        try:
            if incident and is_own and not block.lead:
                name = f"diagram-{len(figures) + 1}"
                figures[place] = diagram.root_cause_figure(incident.root_cause, name)
            elif not block.lead:
                figures[place] = diagram.plain_figure(block.source, budget.draw)
            else:
                raise diagram.DiagramSyntaxError("it stands within another block")
            lines.append(f'<div data-pm-diagram="{place}"></div>')
        except diagram.DiagramSyntaxError:
            lines += [UNDRAWN] if is_own else replace(block, language="text").lines
    return "\n".join(lines), figures


def _token(markdown: str) -> str:
    return sha256(markdown.encode()).hexdigest()[:16]


def embedded(markdown: str) -> str:
    """An index within a page of the site's own, with the looks it has on its own page.

    It stands between two marks, by which `clean_embedded` finds what to clean.
    """
    mark = f'<div data-pm-embedded="{_token(markdown)}"></div>'
    block = f'<div {EMBEDDED} data-pagefind-ignore="all" markdown="1">\n\n{markdown}\n</div>'
    return f"{mark}\n\n{block}\n\n{mark}"


def clean_embedded(html: str) -> str:
    """Clean the indexes within a page of the site's own, and leave the rest as its author has it.

    The page's Markdown is converted as a whole, so that only afterwards an index can be cleaned.
    """
    return _BLOCK.sub(lambda found: clean(found[2]), html)


def fit_tables(html: str) -> str:
    """Mark the cells that need more width, whose words may be broken, or whose may not."""
    return _CELL.sub(_fitted, html)


def _fitted(found: re.Match[str]) -> str:
    text = _TAG.sub("", found[2])
    is_so = {
        "pm-day": _TIME.fullmatch(text),
        "pm-wide": _WIDE.search(text),
        "pm-long": len(text) >= LONG,
    }
    names = " ".join(name for name, holds in is_so.items() if holds)
    return f'<td{found[1]} class="{names}">{found[2]}</td>' if names else found[0]


def complete(html: str, figures: dict[str, str]) -> str:
    """Fit the tables, and put the drawings in their places."""
    return _PLACE.sub(lambda found: figures.get(found[1], ""), fit_tables(html))


def finish(html: str, page: Page, site: Site) -> str:
    """Tell the search what the page is."""
    html += page.place
    if not page.searched:
        return f'<div class="pm-page" data-pagefind-ignore="all">{html}</div>'
    if page.kind == "Rule":
        html = documentation(_facets(page, site.corpus) + html, page.title)
        return f'<div class="pm-page">{html}</div>'
    return f'<div class="pm-page">{_facets(page, site.corpus)}{unsearched(html)}</div>'


def _facets(page: Page, corpus: Corpus) -> str:
    """What a search can be narrowed by, and what a result shows beside its title."""
    meta = [("kind", page.kind)]
    if page.kind != "Rule":
        meta.insert(0, ("title", page.title))
    filters = [("Kind", page.kind)]
    if incident := page.incident:
        meta += [("day", incident.day.isoformat()), ("severity", incident.severity)]
        filters += [
            ("Severity", corpus.severity_title(incident.severity)),
            ("Year", str(incident.day.year)),
            ("Status", incident.status.capitalize()),
            *(("Service", corpus.service_title(name)) for name in incident.services),
            *(
                ("Lesson", corpus.lessons[name].statement)
                for name in incident.lesson_names
                if name in corpus.lessons
            ),
        ]
    spans = [_hidden("meta", name, value) for name, value in meta]
    spans += [_hidden("filter", name, value) for name, value in filters]
    return "".join(spans)


def _hidden(what: str, name: str, value: str) -> str:
    attribute = f'data-pagefind-{what}="{name}[data-value]"'
    return f'<span hidden {attribute} data-value="{escape(value)}"></span>'
