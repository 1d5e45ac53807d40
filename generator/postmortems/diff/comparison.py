"""Two readings of the incidents, compared: what came, changed and went, and what it adds up to."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ..check import Report
from ..model import Corpus, Severity
from ..source import Reading
from .addresses import DeadAddress, Entry, dead_addresses
from .catalogues import CatalogueChange, catalogue_changes
from .findings import FindingComparison, Findings, Side
from .incidents import Change, Removed, changed_incidents, removed_incident
from .sites import sites
from .teaching import Gain, Loss, gains, losses
from .teams import TeamChanges, team_changes


@dataclass(frozen=True)
class Comparison:
    """All that a change does.

    `base` is the corpus before and `corpus` the one after. `broken` are incidents that cannot be
    read as they are now. `catalogues` are the changes of each catalogue and of the settings of
    rules, by its name; `dead` are the addresses that no page has any more.
    """

    base: Corpus
    corpus: Corpus
    report: Report
    added: tuple[Change, ...]
    renamed: tuple[Change, ...]
    changed: tuple[Change, ...]
    removed: tuple[Removed, ...]
    broken: tuple[str, ...]
    catalogues: Mapping[str, CatalogueChange]
    teams: TeamChanges
    dead: tuple[DeadAddress, ...]
    losses: tuple[Loss, ...]
    gains: tuple[Gain, ...]
    findings: Findings


def compare(
    base: Reading,
    now: Reading,
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
    after = [incident for incident in now.corpus.incidents if incident.id in now.asked]
    removed = set(base.asked) - set(now.asked) - set(renamed)
    unreadable = set(now.asked) - {incident.id for incident in after}
    catalogues = catalogue_changes(base, now)
    lessons = catalogues["lessons"].renamed
    old_names = {new: old for old, new in renamed.items() if new not in unreadable}
    changes = changed_incidents(base, after, now.corpus, old_names)
    same = [change for change in changes if not change.was]
    old_site, new_site = sites(base, now, renamed)
    teams = team_changes(old_site, new_site, catalogues["services"].renamed)
    names = _new_names(renamed, catalogues, teams)
    severities = _under_new_names(base.corpus.severities, catalogues["severities"].renamed)
    findings = FindingComparison(
        Side(base, was), Side(now, report), renamed, removed, unreadable, severities
    )
    return Comparison(
        base.corpus,
        now.corpus,
        report,
        tuple(change for change in same if change.now.id not in base.asked),
        tuple(change for change in changes if change.was),
        tuple(change for change in same if change.now.id in base.asked),
        tuple(removed_incident(name, base, now) for name in sorted(removed)),
        tuple(sorted(unreadable & {*touched, *base.corpus.by_id})),
        catalogues,
        teams,
        dead_addresses(old_site, new_site, names),
        losses(old_site, new_site, lessons=lessons, incidents=renamed, removed=removed),
        tuple(gains(changes, now.corpus, lessons)),
        findings.findings(),
    )


def _under_new_names(
    severities: Mapping[str, Severity], renamed: Mapping[str, str]
) -> dict[str, Severity]:
    return {renamed.get(name, name): severity for name, severity in severities.items()}


def _new_names(
    incidents: Mapping[str, str],
    catalogues: Mapping[str, CatalogueChange],
    teams: TeamChanges,
) -> dict[Entry, str]:
    """Return the new name of everything that was renamed, by what it is and its old name."""
    renamed = {
        "incident": incidents,
        "service": catalogues["services"].renamed,
        "lesson": catalogues["lessons"].renamed,
        "severity": catalogues["severities"].renamed,
        "team": teams.renamed,
    }
    return {(sort, old): new for sort, names in renamed.items() for old, new in names.items()}
