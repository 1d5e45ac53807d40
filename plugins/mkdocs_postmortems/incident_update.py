"""Update the page of one incident in a site that is served."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum, auto
from html import escape
from pathlib import Path

from mkdocs.plugins import get_plugin_logger

from postmortems.check import Known, check, published_corpus, published_evidence, withheld
from postmortems.evidence import NO_EVIDENCE, DerivedEvidence
from postmortems.insights import CorpusFacts, quarter_of
from postmortems.model import Corpus, Problem
from postmortems.reader import reread
from postmortems.site_map import SiteMap

from .build import Build
from .indexes.incident_pages import page_of

log = get_plugin_logger("postmortems")

_NOTICE = re.compile(r'<div class="admonition failure pm-problems".*?</div>', re.DOTALL)
_CODE = re.compile(r"`([^`]+)`")
_PAGE = '<div class="pm-page"'
"""The beginning of the content of a generated page."""


class Update(Enum):
    """What the change of an incident's files needs or has done."""

    NOTHING = auto()
    """Nothing of the site changes."""
    UPDATED = auto()
    """The page is updated; the rest of the site must follow."""
    ERRORS = auto()
    """The files have errors, which the page shows; the rest of the site cannot follow."""
    WHOLE_SITE = auto()
    """The whole site must be built to show the change."""


def update_incident(build: Build, name: str, evidence: dict[str, DerivedEvidence]) -> Update:
    """Show an incident as its files are now.

    If they have errors, for example because one is half-written, the page keeps its content and
    shows the errors above it.

    Args:
        build: the build of the whole site.
        name: the id of the incident.
        evidence: what was derived from the evidence of incidents at earlier updates, by id; the
            incident is added.
    """
    renderer = build.detached.renderer
    if renderer is None or not (build.folder / name).is_dir():
        return Update.WHOLE_SITE
    file = renderer.files.src_uris.get(SiteMap.incident(name))
    before = build.site.corpus.by_id.get(name)
    reading = reread(build.folder, name, build.site.corpus)
    report = check(reading, workers=0, known=_known(build, reading.corpus, name, evidence))
    evidence |= report.evidence
    hidden = withheld(reading, report)
    errors = [one for one in report.problems if one.level == "error" and one.incident == name]
    for problem in errors:
        log.error(str(problem))
    incident = reading.corpus.by_id.get(name)
    if incident is None or name in hidden.incidents:
        if file:
            page = Path(file.abs_dest_path)
            reason = [hidden.incidents[name]] if name in hidden.incidents else []
            text = _with_problems(page.read_text(encoding="utf-8"), errors or reason)
            page.write_text(text, encoding="utf-8")
        return Update.ERRORS
    if SiteMap.quarter(quarter_of(incident.day).slug) not in renderer.files.src_uris:
        return Update.WHOLE_SITE  # its quarter, and perhaps its year, has no page yet
    corpus = published_corpus(reading.corpus, hidden)
    # Similar incidents stay those of the last build until the whole site is built.
    site_evidence = dict(build.site.evidence) | {name: NO_EVIDENCE}
    site_evidence |= published_evidence(report, reading.corpus, hidden)
    build.site = replace(build.site, facts=CorpusFacts(corpus), digests={}, evidence=site_evidence)
    build.update_page(page_of(build.site, corpus.by_id[name]), renderer)
    return Update.NOTHING if before == corpus.by_id[name] else Update.UPDATED


def _known(build: Build, corpus: Corpus, name: str, evidence: dict[str, DerivedEvidence]) -> Known:
    """Return what is known for a check of one incident, which then compares it with no other."""
    similar = build.site.similar.get(name, ())
    return Known({name: tuple(one for one in similar if one.id in corpus.by_id)}, evidence)


def _with_problems(page: str, problems: Sequence[Problem]) -> str:
    """Return the HTML of a page with problems above its content."""
    texts = (_CODE.sub(r"<code>\1</code>", escape(str(problem))) for problem in problems)
    items = "".join(f"<li>{text}</li>" for text in texts)
    notice = (
        '<div class="admonition failure pm-problems" role="alert">'
        '<p class="admonition-title">This page is out of date: its files have errors</p>'
        f"<ul>{items}</ul></div>"
    )
    return _NOTICE.sub("", page).replace(_PAGE, notice + _PAGE, 1)
