"""Exclude boilerplate from the search index, or lower its weight.

Each incident page has the same headings, labels and definitions. If they were indexed like text, a
search for the name of a field would match every incident. Pagefind's attributes are in the HTML:
https://pagefind.app/docs/indexing/ and https://pagefind.app/docs/weighting/.
"""

import re
from functools import cache
from html import escape

from postmortems.model import METRICS, PHASES, Incident, Record
from postmortems.model.record import label_of, record_type

IGNORE = 'data-pagefind-ignore="all"'
DOCUMENTATION_WEIGHT = 0
"""The weight of words on documentation pages, which rank after all other pages."""

_PAGE_LABELS = (
    "Severity",
    "Status",
    "When",
    "Lessons",
    "Incident ID",
    "Start time",
    "Team",
    "Incidents",
    "Last incident",
    "Days quiet",
    "Time impaired",
    "Needed by",
    "Taught by",
    "First learned",
    "Last taught",
    "Themes",
    "Depends on",
)
"""The labels on our pages that are not field labels of the format."""
_LABEL = re.compile(
    r"<li>(\s*(?:<p>)?)<strong>((?:<abbr [^>]*>)?([^<]{1,40})(?:</abbr>)?:)</strong>"
)
_NOTE = re.compile(r"<small>(addresses|measured by|lesson):")
_PHASE = re.compile(rf"<strong>({'|'.join(phase.title() for phase in PHASES)})\.</strong>")
_HEADING = re.compile(r"<(h[23])(?= |>)")


@cache
def labels() -> frozenset[str]:
    """Return the labels of fields and metrics on our pages, as HTML."""
    names = {*_PAGE_LABELS, *(metric.label for metric in METRICS), *_labels(Incident)}
    return frozenset(escape(name, quote=False) for name in names)


def _labels(record: type[Record]) -> set[str]:
    labels: set[str] = set()
    for name, info in record.model_fields.items():
        labels.add(label_of(name, info))
        inner, _ = record_type(info.annotation)
        if inner:
            labels |= _labels(inner)
    return labels


def unsearched(html: str) -> str:
    """Return a page with its labels excluded from the search and its headings at weight 0.

    Headings stay in the index, since results show them as the parts of a page.
    """
    html = _LABEL.sub(_without_label, html)
    html = _PHASE.sub(rf"<strong {IGNORE}>\1.</strong>", html)
    html = _NOTE.sub(rf"<small><span {IGNORE}>\1:</span>", html)
    return _HEADING.sub(r'<\1 data-pagefind-weight="0"', html)


def _without_label(match: re.Match[str]) -> str:
    if match[3] not in labels():
        return match[0]
    return f"<li>{match[1]}<strong {IGNORE}>{match[2]}</strong>"


def documentation(html: str, title: str) -> str:
    """Return a documentation page that ranks after incidents in search results.

    Pagefind weighs the meta field `title` more than the text. The title is therefore in the field
    `name`, to which `search-panel.js` gives almost no weight.
    """
    return (
        f'<div data-pagefind-weight="{DOCUMENTATION_WEIGHT}">'
        '<span hidden data-pagefind-meta="title[data-value]" data-value=""></span>'
        '<span hidden data-pagefind-meta="name[data-value]" '
        f'data-value="{escape(title)}"></span>{html}</div>'
    )
