"""Two readings of the incidents, compared: what came, changed and went, and what it adds up to."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ..check import Report
from ..insights import CorpusFacts
from ..model import Corpus
from ..reader import ReadResult
from .addresses import DeadAddress, dead_addresses
from .catalogues import CatalogueChange, catalogue_changes
from .findings import FindingComparison, Findings, Side
from .incidents import IncidentChanges, incident_changes
from .sites import sites
from .teaching import Gain, Loss, gains, losses
from .teams import TeamChanges, team_changes


@dataclass(frozen=True)
class Comparison:
    """All that a change does.

    `base` is the corpus before and `corpus` the one after. `catalogues` are the changes of each
    catalogue and of the settings of rules, by its name; `dead` are the addresses that no page has
    any more.
    """

    base: Corpus
    corpus: Corpus
    report: Report
    incidents: IncidentChanges
    catalogues: Mapping[str, CatalogueChange]
    teams: TeamChanges
    dead: tuple[DeadAddress, ...]
    losses: tuple[Loss, ...]
    gains: tuple[Gain, ...]
    findings: Findings


def compare(
    base: ReadResult,
    now: ReadResult,
    was: Report,
    report: Report,
    *,
    touched: Collection[str],
    renamed: Mapping[str, str],
) -> Comparison:
    """Compare the incidents that were asked for in two readings.

    Args:
        base: the reading before.
        now: the reading after.
        was: what `check` says of the one before.
        report: what `check` says of the one after.
        touched: the names of the folders in which something changed.
        renamed: the ids that incidents have now, by those they had.
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
    incidents = incident_changes(base, now, facts, touched, new_names)
    findings = FindingComparison(Side(base, was), Side(now, report), incidents, new_names)
    return Comparison(
        base.corpus,
        now.corpus,
        report,
        incidents,
        catalogues,
        teams,
        dead_addresses(old_site, new_site, new_names),
        losses(CorpusFacts(old_site), CorpusFacts(new_site), incidents.gone, new_names),
        tuple(gains(incidents.all, facts, new_names["lesson"])),
        findings.findings(),
    )
