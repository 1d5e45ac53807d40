"""The lessons that more or fewer incidents teach after a change."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from ..insights import CorpusFacts, Histories, History, OpenRecurrence, RecurrenceAfterFix
from ..model import Incident
from .incidents import Change, NewNames


@dataclass(frozen=True)
class Gain:
    """A lesson that one more incident teaches.

    Args:
        lesson: its name.
        statement: its statement.
        taught: the number of incidents that teach it now.
        previous: the last incident before `by` that teaches it, if there is one.
        gap: the time between `previous` and `by`.
        by: the incident that teaches it now and did not before.
        items: the action items of earlier incidents that were open when `by` began.
        did_not_hold: the recurrences by `by` after the fix of an earlier incident was done.
    """

    lesson: str
    statement: str
    taught: int
    previous: Incident | None
    gap: timedelta | None
    by: Incident
    items: tuple[OpenRecurrence, ...] = ()
    did_not_hold: tuple[RecurrenceAfterFix, ...] = ()


@dataclass(frozen=True)
class Loss:
    """A lesson that fewer incidents teach.

    Args:
        lesson: its present name.
        statement: its statement before the change.
        removed: the removed incidents that taught it.
        stopped: the other incidents that no longer teach it.
        teachers: the incidents that still teach it, the earliest first.
        lost_first: whether the earliest incident that taught it is in `removed` or `stopped`.
        listed: whether it is still in the catalogue.
    """

    lesson: str
    statement: str
    removed: tuple[Incident, ...]
    stopped: tuple[Incident, ...]
    teachers: tuple[Incident, ...]
    lost_first: bool
    listed: bool


def losses(
    before: CorpusFacts, after: CorpusFacts, removed: Collection[str], new_names: NewNames
) -> tuple[Loss, ...]:
    """Return the lessons that fewer incidents teach, those with the fewest remaining ones first.

    Args:
        before: the facts of the corpus before.
        after: the facts of the corpus after.
        removed: the ids of the removed incidents.
        new_names: the new names of renamed things.
    """
    lost: list[Loss] = []
    for history in before.histories.values():
        name = new_names["lesson"].get(history.name, history.name)
        loss = _loss(name, history, after.histories.get(name), removed, new_names["incident"])
        if loss.removed or loss.stopped:
            lost.append(loss)
    return tuple(sorted(lost, key=lambda loss: (len(loss.teachers), loss.lesson)))


def _loss(
    name: str,
    before: History,
    after: History | None,
    removed: Collection[str],
    new_ids: Mapping[str, str],
) -> Loss:
    teachers = tuple(taught.incident for taught in after.teachings) if after else ()
    kept = {incident.id for incident in teachers}
    earlier = [taught.incident for taught in before.teachings]
    lost = [incident for incident in earlier if new_ids.get(incident.id, incident.id) not in kept]
    return Loss(
        name,
        before.lesson.statement,
        tuple(incident for incident in lost if incident.id in removed),
        tuple(incident for incident in lost if incident.id not in removed),
        teachers,
        bool(lost) and lost[0] is earlier[0],
        after is not None,
    )


def gains(
    changes: Iterable[Change], facts: CorpusFacts, lessons: Mapping[str, str]
) -> Iterator[Gain]:
    """Yield the lessons that each new or changed incident teaches now and did not before.

    Args:
        changes: the new and changed incidents.
        facts: of the corpus after.
        lessons: the new names of renamed lessons by their old names.
    """
    for change in changes:
        before = change.before.lesson_names if change.before else ()
        taught_before = [lessons.get(name, name) for name in before]
        for name in change.now.lesson_names:
            if name not in taught_before and name in facts.histories:
                yield _gain(facts.histories, name, change.now)


def _gain(histories: Histories, name: str, incident: Incident) -> Gain:
    history = histories[name]
    place = histories.place(name, incident) or 0
    teachings = history.teachings
    items = tuple(item for item in history.came_back if item.later.id == incident.id)
    failed = tuple(item for item in history.did_not_hold if item.later.id == incident.id)
    previous = teachings[place - 1].incident if place else None
    gap = teachings[place].gap if teachings else None
    return Gain(
        name, history.lesson.statement, len(teachings), previous, gap, incident, items, failed
    )
