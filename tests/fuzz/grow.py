"""Values made from the model's types: sound in form, so that they reach pages and rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Literal, get_args, get_origin, get_type_hints

from postmortems.model import Incident, Lesson, Moment, Record, Service, Severity
from postmortems.model.record import bare, record_type
from postmortems.model.scalars import Day, Lines, Slug, Slugs, Url
from postmortems.model.zone import ZoneName

from . import texts

CATALOGUE_TYPES: dict[str, type[Record]] = {
    "services.yaml": Service,
    "lessons.yaml": Lesson,
    "severities.yaml": Severity,
}
TIMES = (
    "1970-01-01T00:00Z",
    "2199-12-31T23:59:59-12:00",
    "~2026-02-28T23:59:59+14:00",
    "2024-02-29 9:05 +0530",
    "0001-01-01T00:00Z",
    "9999-12-31T23:59Z",
    "2026-03-14T09:20",
    "2026-3-14 9:20Z",
    "2026-03-14T24:00Z",
)
DAYS = ("9999-12-31", "0001-01-01", "1969-12-31", "2024-02-29", "2025-02-29", "2026-11-01")


@dataclass(frozen=True)
class Names:
    """The names that a value may point at."""

    known: Sequence[str]

    def pick(self, dice: Random) -> str:
        """Return a name: mostly a known one."""
        return dice.choice(self.known) if self.known and dice.random() < 0.7 else texts.name(dice)


def record(kind: type[Record], dice: Random, names: Names, share: float = 0.5) -> dict[str, Any]:
    """Return a mapping for a type: what it must have, and a share of what it may have."""
    found = {}
    for key, hint in get_type_hints(kind, include_extras=True).items():
        info = kind.model_fields.get(key)
        if info is None or (kind is Incident and key == "id"):
            continue
        if info.is_required() or dice.random() < share:
            found[key] = value(hint, dice, names)
    return found


def value(kind: Any, dice: Random, names: Names) -> Any:
    """Return a value for a type; one in thirty is of another type."""
    if dice.randrange(30) == 0:
        return dice.choice(("", "~", [], {}, ["a"], {"a": "b"}, [["a"]], texts.text(dice)))
    inner, many = record_type(kind)
    if inner and many:
        return [record(inner, dice, names) for _ in range(dice.choice((0, 1, 2, 3, 12)))]
    if inner:
        return record(inner, dice, names)
    return _scalar(bare(kind), dice, names)


def _scalar(kind: Any, dice: Random, names: Names) -> Any:
    if kind is Moment:
        return moment(dice)
    if kind == Day:
        return dice.choice(DAYS) if dice.random() < 0.4 else moment(dice)[:10].strip("~ ")
    if kind == Url:
        return dice.choice(texts.ADDRESSES)
    if kind == ZoneName:
        return dice.choice(("Europe/London", "America/New_York", "+05:30", "Z", "BST"))
    if kind == Slug:
        return names.pick(dice)
    if kind == Slugs:
        return [names.pick(dice) for _ in range(dice.randint(0, 4))]
    if kind == Lines:
        return [texts.text(dice) for _ in range(dice.randint(0, 4))]
    if get_origin(kind) is Literal:
        return dice.choice((*get_args(kind), *get_args(kind), "other"))
    if kind in (int, float):
        return dice.choice(("0", "1", "-1", "1e308", "nan", "inf", "99", "1.5", "9" * 400, "1,200"))
    if kind is bool:
        return dice.choice(("true", "false", "yes", "1"))
    return texts.text(dice)


def moment(dice: Random) -> str:
    """Return a time: mostly one of the year 2026, so that rows are in reach of one another."""
    if dice.randrange(6) == 0:
        return dice.choice(TIMES)
    day = f"2026-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
    offset = dice.choice(("Z", "Z", "+02:00", "-0330", ""))
    return f"{day}T{dice.randrange(24):02}:{dice.randrange(60):02}{offset}"


def chain(count: int, dice: Random) -> list[dict[str, Any]]:
    """Return nodes of a root cause: a chain with some loops, crossings and dead ends."""
    rows: list[dict[str, Any]] = []
    for index in range(count):
        causes = [f"n{dice.randrange(count + 1)}" for _ in range(dice.randrange(3))]
        node = {"id": f"n{index}", "kind": "primary-failure", "text": texts.bit(dice)}
        rows.append(node | ({"caused_by": causes} if causes else {}))
    return rows
