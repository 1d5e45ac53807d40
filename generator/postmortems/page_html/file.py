"""The page of an incident as one HTML file for mail: with its style and figures, no scripts."""

import re
from html import escape

from ..evidence import NO_EVIDENCE, DerivedEvidence
from ..insights import OtherIncidents
from ..model import Corpus, Incident
from ..render import incident_page
from ..site_map import SiteMap
from ..style import FILE_PARTS, stylesheet
from .code_blocks import with_code_blocks
from .commonmark import to_html
from .file_links import FileLinks
from .html import TAG_REST, clean, complete, finish, framed_tables

_IMAGE = re.compile(rf"<img(?P<attributes>{TAG_REST})>")
_ALT = re.compile(r' alt="([^"]*)"')
_WITHOUT_TARGET = re.compile(r"<a>(.*?)</a>", re.DOTALL)
"""A link whose address the sanitizer removed."""


def incident_file(
    incident: Incident,
    corpus: Corpus,
    *,
    document: str = "postmortem",
    others: OtherIncidents | None = None,
    evidence: DerivedEvidence = NO_EVIDENCE,
    site_url: str = "",
    site_map: SiteMap | None = None,
) -> str:
    """Return the page of an incident as an HTML file that loads nothing.

    Args:
        incident: the incident, as far as a site may show it.
        corpus: the corpus, for links to other incidents, services and lessons.
        document: one of `render.DOCUMENTS`.
        others: what the page shows of other incidents, if it is already computed.
        evidence: what a site may show of the evidence of the incident.
        site_url: the URL of the site that links lead to; without it they are text.
        site_map: the addresses of the pages of that site.
    """
    links = FileLinks(incident.id, site_url, site_map or SiteMap())
    markdown = incident_page(
        incident, corpus, document=document, links=links, others=others, evidence=evidence
    )
    html = _IMAGE.sub(_image, _WITHOUT_TARGET.sub(r"\1", clean(to_html(markdown))))
    body = complete(framed_tables(with_code_blocks(html)), links.pictures)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light">\n'
        f"<title>{escape(incident.title)}</title>\n"
        f"<style>\n{stylesheet(FILE_PARTS)}</style>\n</head>\n"
        '<body dir="ltr">\n<main class="md-typeset">\n'
        f"{finish(_top(incident, links) + body)}\n</main>\n</body>\n</html>\n"
    )


def _top(incident: Incident, links: FileLinks) -> str:
    """Return the id and the address of an incident, above its title."""
    address = links.incident(incident.id)
    link = f' <a href="{escape(address)}">{escape(address)}</a>' if address else ""
    line = f'<p class="pm-printed">Incident {escape(incident.id)}{link}</p>'
    return f'<div class="pm-crumb">{line}</div>\n'


def _image(image: re.Match[str]) -> str:
    """Return the words of an image of the evidence, which is not part of the file."""
    alt = _ALT.search(image["attributes"])
    words = f": {alt[1]}" if alt and alt[1] else ""
    return f"<small>(image{words})</small>"
