"""The search of a site, in place of Material's: its index, and its place in the header."""

import logging
import shutil
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import Any

from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, get_plugin_logger

from postmortems.cache import Cache
from postmortems.check import RULES
from postmortems.model.texts import plain
from postmortems.progress import Progress
from postmortems.reader import operations
from postmortems.search import (
    DOCUMENTATION_WEIGHT,
    Document,
    IndexedDocument,
    IndexFiles,
    Part,
    incident_facts,
    indexed_documents,
    lesson_facts,
)
from postmortems.site_map import SiteMap

from .guard import describe
from .indexes import Site
from .site_folder import SiteFolder

log = get_plugin_logger("postmortems")

_MOST_SUGGESTED = 5
"""The number of recent incidents, and of frequent lessons, that an empty search shows."""


class HeaderOptions(Config):
    """The options that the theme reads from a search plugin."""

    enabled = Type(bool, default=True)


class HeaderSearch(BasePlugin[HeaderOptions]):
    """A plugin under the name of Material's search plugin, so that the header shows a search box.

    It has no events; the theme reads `config.enabled` and includes `partials/search.html`.
    """


def has_own(config: MkDocsConfig) -> bool:
    """Return whether the site has configured another search for its header."""
    return "material/search" in config.plugins or "search" in config.plugins


def write_index(
    folder: SiteFolder,
    site: Site,
    own_pages: Mapping[str, Document],
    address: Callable[[str], str],
    cache: Cache,
    workers: int | None,
) -> None:
    """Write the index of a site. A failure is logged as an error, which fails a strict build.

    Args:
        folder: the folder of the site.
        site: the incidents and catalogues, and the options of the pages.
        own_pages: the documents of the site's own pages, by their addresses.
        address: returns the address of a page from the top of the site, given its path.
        cache: holds the documents of incidents from earlier builds.
        workers: the number of processes; None for one per processor.
    """
    progress = Progress(is_shown=log.isEnabledFor(logging.INFO))
    # MkDocs knows more names of pages than `address`, such as `a.markdown`.
    own_addresses = {document.page: url for url, document in own_pages.items()}
    try:
        rules = rule_documents() if site.has_rules else ()
        # By kind, and of each kind those first that a search without words shows last.
        documents = chain(
            map(IndexedDocument.of, chain(own_pages.values(), rules)),
            indexed_documents(site.facts, site.digests, cache, workers, site.evidence),
        )
        # A build of changed pages only keeps the files of the one before.
        shutil.rmtree(folder.path / SiteMap.SEARCH_INDEX, ignore_errors=True)
        files = IndexFiles(
            lambda name, content: folder.write(f"{SiteMap.SEARCH_INDEX}/{name}", content),
            lambda page: own_addresses.get(page) or address(page),
        )
        synonyms = (*operations(), *site.corpus.synonyms)
        with progress.during("indexing pages for the search"):
            files.write(documents, synonyms, suggestions(site, address))
    except Exception as error:
        log.error(f"the search index could not be built: {describe(error)}")


def rule_documents() -> Iterator[Document]:
    """Yield the documents of the rules of `check`."""
    for rule in RULES.values():
        yield Document(
            "Rule",
            SiteMap.rule(rule.name),
            rule.name,
            (
                Part(3.0, (rule.name,), is_shown=False),
                Part(1.0, (plain(rule.summary), plain(rule.parts["Why"]))),
            ),
            summary=plain(rule.summary),
            weight=DOCUMENTATION_WEIGHT,
        )


def suggestions(site: Site, address: Callable[[str], str]) -> dict[str, Any]:
    """Return what an empty search shows: recent incidents, and the lessons taught most often."""
    corpus = site.corpus
    recent = [
        {
            "kind": "Incident",
            "page": address(SiteMap.incident(incident.id)),
            "title": incident.title,
            "facts": incident_facts(incident, corpus),
        }
        for incident in corpus.incidents[:_MOST_SUGGESTED]
    ]
    frequent = [
        {
            "kind": "Lesson",
            "page": address(SiteMap.lesson(history.name)),
            "title": history.lesson.statement,
            "facts": lesson_facts(history),
        }
        for history in site.facts.repeated_lessons[:_MOST_SUGGESTED]
    ]
    return {"recent": recent, "frequent": frequent}
