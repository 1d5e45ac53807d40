"""Compare the incidents before and after a change."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ..check import Report
from ..insights import CorpusFacts, SimilarIncident
from ..model import Corpus, Incident
from ..reader import ReadResult
from ..search import Explanations, SimilarityIndex
from .addresses import RemovedUrl, removed_urls
from .catalogues import CatalogueChange, catalogue_changes
from .findings import FindingComparison, Findings, Side
from .incidents import MOST_SIMILAR, IncidentChanges, incident_changes
from .sites import sites
from .teaching import Gain, Loss, gains, losses
from .teams import TeamChanges, team_changes


@dataclass(frozen=True)
class Comparison:
    """The effects of a change.

    Args:
        base: the corpus before.
        corpus: the corpus after.
        report: the report of `check` after.
        incidents: the added, renamed, changed and removed incidents.
        catalogues: the changes of each catalogue and of the rule settings, by its name.
        teams: the changes of the teams.
        removed_urls: the URLs of the site that no longer exist.
        losses: the lessons that fewer incidents teach.
        gains: the lessons that more incidents teach.
        findings: the new, hidden and fixed findings of `check`.
    """

    base: Corpus
    corpus: Corpus
    report: Report
    incidents: IncidentChanges
    catalogues: Mapping[str, CatalogueChange]
    teams: TeamChanges
    removed_urls: tuple[RemovedUrl, ...]
    losses: tuple[Loss, ...]
    gains: tuple[Gain, ...]
    findings: Findings


def compare(
    base: ReadResult,
    now: ReadResult,
    was: Report,
    report: Report,
    similarity: SimilarityIndex,
    *,
    touched: Collection[str],
    renamed: Mapping[str, str],
) -> Comparison:
    """Compare the requested incidents of two read results.

    Args:
        base: the result before the change.
        now: the result after the change.
        was: the report of `check` for `base`.
        report: the report of `check` for `now`.
        similarity: which incidents are similar to each other after the change.
        touched: the names of the folders with a changed file.
        renamed: the new ids of renamed incidents by their old ids.
    """
    catalogues = catalogue_changes(base, now)
    old_site, new_site = sites(base, now, renamed)
    teams = team_changes(old_site, new_site, catalogues["services"].renamed)
    new_names = {
        "incident": renamed,
        "service": catalogues["services"].renamed,
        "lesson": catalogues["lessons"].renamed,
        "severity": catalogues["severities"].renamed,
        "team": teams.renamed,
    }
    facts = CorpusFacts(now.corpus)
    explanations = Explanations(now.corpus)

    def similar(incident: Incident) -> tuple[SimilarIncident, ...]:
        return explanations.of(similarity.of(incident, MOST_SIMILAR))

    old_facts, new_facts = CorpusFacts(old_site), CorpusFacts(new_site)
    incidents = incident_changes(base, now, similar, touched, new_names)
    findings = FindingComparison(Side(base, was), Side(now, report), incidents, new_names)
    return Comparison(
        base.corpus,
        now.corpus,
        report,
        incidents,
        catalogues,
        teams,
        removed_urls(old_facts, new_facts, new_names),
        losses(old_facts, new_facts, incidents.gone, new_names),
        tuple(gains(incidents.all, facts, new_names["lesson"])),
        findings.findings(),
    )
