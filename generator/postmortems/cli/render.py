"""The command `postmortems render`: an incident's page as Markdown, or as an HTML file."""

import argparse
import sys
from collections.abc import Mapping
from dataclasses import replace

from ..atomic_write import atomic_write
from ..cache import Cache, site_cache
from ..check import (
    check,
    derived_evidence,
    examine,
    published_corpus,
    published_digests,
    published_evidence,
    withheld,
)
from ..evidence import NO_EVIDENCE
from ..insights import Histories, OtherIncidents
from ..model import Corpus, Incident
from ..model.suggestions import did_you_mean
from ..page_html import incident_file
from ..reader import ReadResult, read, site_settings, topics
from ..render import incident_page
from ..search import Explanations, read_similarity_index
from ..site_map import SiteMap


def run(options: argparse.Namespace) -> int:
    """Print the page of an incident, or write it to a file.

    Args:
        options: `incidents`, `id`, `document`, `format`, `output` and `site_url`.

    Returns:
        0, 1 if the incident cannot be read or must not be published, 2 if there is no such
        incident.
    """
    is_html = options.format == "html"
    with site_cache(options.incidents) as cache:
        result = read(options.incidents, cache=cache, examine=examine if is_html else None)
        incident = result.corpus.by_id.get(options.id)
        if incident is None:
            return _not_found(result, options.id)
        page = (_html if is_html else _markdown)(incident, result, options, cache)
    if page is None:
        return 1
    if options.output:
        atomic_write(options.output, page.encode())
    else:
        print(page, end="")
    return 0


def _markdown(
    incident: Incident, result: ReadResult, options: argparse.Namespace, cache: Cache
) -> str:
    return incident_page(
        incident,
        result.corpus,
        document=options.document,
        others=_others(incident, result.corpus, result.digests, cache),
        evidence=derived_evidence(result.folders[incident.id], incident, cache),
    )


def _html(
    incident: Incident, result: ReadResult, options: argparse.Namespace, cache: Cache
) -> str | None:
    """Return the page as an HTML file with what a site may show; None if that is nothing.

    The file is for readers who do not have the repository, so it leaves out what a site withholds.
    """
    report = check(result, cache=cache)
    hidden = withheld(result, report)
    if reason := hidden.incidents.get(incident.id):
        print(f"{reason}\npostmortems: the incident must not be published", file=sys.stderr)
        return None
    corpus = published_corpus(result.corpus, hidden)
    incident = corpus.by_id[incident.id]
    settings = site_settings(options.incidents.parent / "mkdocs.yml")
    return incident_file(
        incident,
        corpus,
        document=options.document,
        others=_others(incident, corpus, published_digests(result, hidden), cache),
        evidence=published_evidence(report, result.corpus, hidden).get(incident.id, NO_EVIDENCE),
        site_url=options.site_url or settings.url,
        site_map=SiteMap(settings.directory_urls),
    )


def _others(
    incident: Incident, corpus: Corpus, digests: Mapping[str, bytes], cache: Cache
) -> OtherIncidents:
    """Return what the page of an incident shows of the others."""
    similarity = read_similarity_index(corpus, digests, cache, topics())
    return replace(
        OtherIncidents.of(incident, corpus, Histories(corpus)),
        similar=Explanations(corpus).of(similarity.of(incident)),
    )


def _not_found(result: ReadResult, name: str) -> int:
    """Print why there is no page: the problems of the incident, or a similar id."""
    problems = [problem for problem in result.problems if problem.incident == name]
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        return 1
    hint = did_you_mean(name, result.corpus.by_id, "give the name of its folder")
    print(f"postmortems: there is no incident `{name}`; {hint}", file=sys.stderr)
    return 2
