"""Read and check the incidents of a site, and keep what it may show."""

from __future__ import annotations

import gc
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from postmortems.cache import Cache
from postmortems.check import (
    check,
    examine,
    published_corpus,
    published_digests,
    published_evidence,
    withheld,
)
from postmortems.evidence import DerivedEvidence
from postmortems.insights import CorpusFacts
from postmortems.model import Corpus
from postmortems.progress import Progress
from postmortems.reader import read
from postmortems.search import SimilarMatch

from .build_log import log_audience, log_report, log_unknown_teams
from .config import PostmortemsConfig
from .guard import must
from .indexes import Site

log = get_plugin_logger("postmortems")


def folder_beside(config: MkDocsConfig, name: str) -> Path:
    """Return a folder by its path relative to mkdocs.yml."""
    top = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
    return top / name


def incidents_folder(config: MkDocsConfig, name: str) -> Path:
    """Return the folder of incidents.

    Raises:
        PluginError: the folder does not exist.
    """
    folder = folder_beside(config, name)
    if not folder.is_dir():
        raise PluginError(
            f"postmortems: there is no folder `{name}` beside mkdocs.yml; make it, or name "
            "another with the plugin's option `incidents_dir`"
        )
    return folder


@dataclass(frozen=True)
class LoadedIncidents:
    """The incidents that a site may show.

    Args:
        corpus: the incidents and catalogues.
        digests: a hash of what the site may show of each incident and of the catalogues, by id.
        evidence: what the site may show of the evidence of incidents, by id.
    """

    corpus: Corpus
    digests: Mapping[str, bytes]
    evidence: Mapping[str, DerivedEvidence]

    def site(
        self,
        facts: CorpusFacts,
        similar: Mapping[str, tuple[SimilarMatch, ...]],
        options: PostmortemsConfig,
    ) -> Site:
        """Return the data of the pages, given the facts and the similar incidents by id."""
        if options.working_hours:
            log_unknown_teams(options.working_hours, self.corpus)
        return Site(
            facts,
            options.rules,
            options.days_quiet,
            self.digests,
            similar,
            self.evidence,
            options.working_hours,
        )


def load(folder: Path, workers: int | None, cache: Cache) -> LoadedIncidents:
    """Read and check the incidents of a folder; problems go to MkDocs' log.

    Args:
        folder: the folder of incidents.
        workers: the number of processes; None for one per processor.
        cache: holds the incidents and findings of earlier builds.
    """
    progress = Progress(is_shown=log.isEnabledFor(logging.INFO))
    reading = must(
        lambda: read(folder, progress=progress, cache=cache, workers=workers, examine=examine),
        f"reading `{folder.name}`",
    )
    gc.freeze()  # else the garbage collector would visit all incidents again and again
    report = must(
        lambda: check(reading, workers=workers, progress=progress, cache=cache),
        f"checking `{folder.name}`",
    )
    hidden = withheld(reading, report)
    log_report(report, hidden)
    corpus = published_corpus(reading.corpus, hidden)
    log_audience(corpus)
    evidence = published_evidence(report, reading.corpus, hidden)
    return LoadedIncidents(corpus, published_digests(reading, hidden), evidence)
