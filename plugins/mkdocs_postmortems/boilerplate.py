"""What the search leaves out of our pages, or weighs less: words that stand on every one of them.

Each incident's page has the same headings, labels and definitions. Searched like text, they find
every incident for the name of a field. Pagefind's attributes are in the HTML:
https://pagefind.app/docs/indexing/ and https://pagefind.app/docs/weighting/.
"""

import re
from functools import cache
from html import escape

from postmortems.model import METRICS, PHASES, Incident, Record
from postmortems.model.record import label_of, record_type

IGNORE = 'data-pagefind-ignore="all"'
DOCUMENTATION_WEIGHT = 0
"""How much a word of a page of documentation counts: such a page is found, after all others."""

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
"""The labels of our pages that are not labels of the format."""
_LABEL = re.compile(
    r"<li>(\s*(?:<p>)?)<strong>((?:<abbr [^>]*>)?([^<]{1,40})(?:</abbr>)?:)</strong>"
)
_NOTE = re.compile(r"<small>(addresses|measured by|lesson):")
_PHASE = re.compile(rf"<strong>({'|'.join(phase.title() for phase in PHASES)})\.</strong>")
_HEADING = re.compile(r"<(h[23])(?= |>)")


@cache
def labels() -> frozenset[str]:
    """The labels of fields and metrics on our pages, as HTML."""
    names = {*_PAGE_LABELS, *(metric.label for metric in METRICS), *_labels(Incident)}
    return frozenset(escape(name, quote=False) for name in names)


def _labels(record: type[Record]) -> set[str]:
    found: set[str] = set()
    for name, info in record.model_fields.items():
        found.add(label_of(name, info))
        inner, _ = record_type(info.annotation)
        if inner:
            found |= _labels(inner)
    return found


def unsearched(html: str) -> str:
    """Return a page of ours with its labels out of the search, and its headings found last.

    Headings stay in the index, for they name the parts of a page in the results.
    """
    html = _LABEL.sub(_without_label, html)
    html = _PHASE.sub(rf"<strong {IGNORE}>\1.</strong>", html)
    html = _NOTE.sub(rf"<small><span {IGNORE}>\1:</span>", html)
    return _HEADING.sub(r'<\1 data-pagefind-weight="0"', html)


def _without_label(found: re.Match[str]) -> str:
    if found[3] not in labels():
        return found[0]
    return f"<li>{found[1]}<strong {IGNORE}>{found[2]}</strong>"


def documentation(html: str, title: str) -> str:
    """Return a page of documentation that comes after incidents in the search.

    Pagefind lets the meta field `title` outweigh the text, so the title is in the field `name`, to
    which `search.js` gives next to no weight.
    """
    return (
        f'<div data-pagefind-weight="{DOCUMENTATION_WEIGHT}">'
        '<span hidden data-pagefind-meta="title[data-value]" data-value=""></span>'
        '<span hidden data-pagefind-meta="name[data-value]" '
        f'data-value="{escape(title)}"></span>{html}</div>'
    )
