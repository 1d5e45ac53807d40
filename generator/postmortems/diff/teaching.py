"""What the lessons gain and lose: incidents that teach them now, and those that no longer do."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from ..insights import CorpusFacts, Histories, History, OpenRecurrence
from ..model import Incident
from .incidents import Change, NewNames


@dataclass(frozen=True)
class Gain:
    """A lesson that more incidents teach than before.

    `gap` is the time since the incident before the new one, and `items` what was open then.
    """

    lesson: str
    statement: str
    taught: int
    previous: Incident | None
    gap: timedelta | None
    by: Incident
    items: tuple[OpenRecurrence, ...] = ()


@dataclass(frozen=True)
class Loss:
    """A lesson that some incidents taught and teach no more.

    `removed` are those of them that are gone, and `stopped` those that stay. `teachers` teach it
    still, the earliest first. `lost_first` says that the first of all is among the lost. A lesson
    that is not `listed` is in the catalogue no more.
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
    """Return what the lessons lose; those that the fewest incidents teach still come first.

    Args:
        before: the incidents as they were.
        after: the same as they are now.
        removed: the ids of the incidents that are gone.
        new_names: the new names of what was renamed.
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
    """Yield what the lessons gain.

    Args:
        changes: the incidents that are new or not as they were.
        facts: of the corpus after.
        lessons: the new names of lessons, by their old names.
    """
    for change in changes:
        before = change.before.lesson_names if change.before else ()
        known = [lessons.get(name, name) for name in before]
        for name in change.now.lesson_names:
            if name not in known and name in facts.histories:
                yield _gain(facts.histories, name, change.now)


def _gain(histories: Histories, name: str, incident: Incident) -> Gain:
    history = histories[name]
    place = histories.place(name, incident) or 0
    teachings = history.teachings
    items = tuple(back for back in history.came_back if back.later.id == incident.id)
    previous = teachings[place - 1].incident if place else None
    gap = teachings[place].gap if teachings else None
    return Gain(name, history.lesson.statement, len(teachings), previous, gap, incident, items)
