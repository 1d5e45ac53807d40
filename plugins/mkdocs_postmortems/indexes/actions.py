"""What is open: action items by how late they are, whose they are, and what nobody has recorded."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from postmortems.lessons import recurrences
from postmortems.model import ActionItem, Corpus, Incident
from postmortems.render import SiteLinks
from postmortems.scorecard import missing_causes

from .page import Index, Site, write

Row = tuple[Incident, ActionItem]

NOBODY = "Nobody"


@dataclass(frozen=True)
class Share:
    """What of the open action items is one owner's, or one service's."""

    name: str
    items: tuple[Row, ...]
    overdue: int
    oldest: Row


@dataclass(frozen=True)
class Gaps:
    """What a postmortem that is over has not recorded, and for how many days it is late."""

    incident: Incident
    missing: tuple[str, ...]
    late: int


def block(site: Site, links: SiteLinks) -> str:
    """What came back and is open still, what is overdue, what is open, and what is not recorded."""
    items = open_items(site.corpus)
    backs = [back for pair in site.histories.recurrences for back in pair.backs]
    still = [back for back in backs if back.action.is_open]
    late = {(incident.id, item.id) for incident, item, _ in site.overdue}
    return write(
        "actions",
        site,
        links,
        pairs=recurrences(still),
        past=len(backs) - len(still),
        late=[(incident, item) for incident, item, _ in site.overdue],
        planned=[row for row in items if (row[0].id, row[1].id) not in late and row[1].due],
        undated=[row for row in items if row[1].due is None],
        unrecorded=_unrecorded(site.corpus),
        owners=shares(items, lambda row: [row[1].owner or NOBODY], site.corpus.as_of),
        services=shares(items, lambda row: row[0].services, site.corpus.as_of),
        gaps=gaps(site.corpus),
    )


INDEX = Index("actions", "actions.md", "Action items", block)


def open_items(corpus: Corpus) -> list[Row]:
    """The action items of which it is recorded that work is left, the first due first."""
    found = [
        (incident, item)
        for incident in corpus.incidents
        for item in incident.actions
        if item.is_open
    ]
    return sorted(found, key=lambda row: (row[1].due or date.max, row[0].id, row[1].id))


def _unrecorded(corpus: Corpus) -> int:
    """How many action items there are of which nobody recorded where they stand."""
    items = (item for incident in corpus.incidents for item in incident.actions)
    return sum(item.state is None and not item.is_closed for item in items)


def shares(items: Iterable[Row], names: Callable[[Row], Iterable[str]], day: date) -> list[Share]:
    """The open action items by a name that each has, the most overdue first."""
    grouped: dict[str, list[Row]] = {}
    for row in items:
        for name in names(row):
            grouped.setdefault(name, []).append(row)
    found = [
        Share(
            name,
            tuple(rows),
            sum(bool(item.overdue_days(day)) for _, item in rows),
            min(rows, key=lambda row: (row[0].day, row[0].id, row[1].id)),
        )
        for name, rows in grouped.items()
    ]
    return sorted(found, key=lambda share: (-share.overdue, -len(share.items), share.name))


def gaps(corpus: Corpus) -> list[Gaps]:
    """The postmortems of incidents that are over with something left to record, the latest late."""
    found = [_gaps(incident, corpus) for incident in corpus.incidents]
    return sorted(
        (row for row in found if row.missing or row.late),
        key=lambda row: (-row.late, -len(row.missing), row.incident.id),
    )


def _gaps(incident: Incident, corpus: Corpus) -> Gaps:
    if incident.status != "resolved" or incident.document.status == "withdrawn":
        return Gaps(incident, (), 0)
    items = [item for item in incident.actions if item.is_open]
    missing = {
        "service": not incident.services,
        "cause": len(missing_causes(incident)) == 3 and not incident.root_cause.summary,
        "lesson": not incident.lesson_names,
        "owner": any(item.owner is None for item in items),
    }
    return Gaps(
        incident, tuple(name for name, is_so in missing.items() if is_so), _late(incident, corpus)
    )


def _late(incident: Incident, corpus: Corpus) -> int:
    """For how many days a postmortem should have been published; 0 when it is not late."""
    resolved = incident.phases.get("resolved")
    rubric = corpus.severities.get(incident.severity)
    within = rubric.publish_within if rubric else None
    if incident.document.status not in ("draft", "in-review") or not (resolved and within):
        return 0
    return max(0, (corpus.as_of - resolved.at.date()).days - within)
