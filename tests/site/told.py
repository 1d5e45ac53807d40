"""An incident and its action items as YAML tells them, with nothing of the packages under test."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from tests.site.words import count, length

Row = dict[str, Any]
PHASES = ("started", "detected", "acknowledged", "declared", "mitigated", "resolved")
_TIME = re.compile(r"(~?) *(\d{4}-\d\d-\d\d)[T ](\d\d?:\d\d(?::\d\d)?) *(Z|[+-]\d\d:?\d\d)?")


def moment(value: Any, timezone: str | None) -> tuple[datetime, bool]:
    """A time in UTC, and whether it is only about; a time without an offset is of the zone."""
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC), False
    found = _TIME.fullmatch(str(value).strip())
    assert found, value
    zone = "+00:00" if found[4] == "Z" else found[4] or ""
    at = datetime.fromisoformat(f"{found[2]}T{found[3]:0>5}{zone}")
    if not zone:
        assert timezone, value
        at = at.replace(tzinfo=ZoneInfo(timezone))
    return at.astimezone(UTC), bool(found[1])


def day_of(value: Any) -> date | None:
    return value if value is None or isinstance(value, date) else date.fromisoformat(str(value))


@dataclass(eq=False)
class Item:
    """An action item."""

    of: "Told"
    row: Row

    @cached_property
    def done_on(self) -> date | None:
        return day_of(self.row.get("done_on"))

    @cached_property
    def due(self) -> date | None:
        return day_of(self.row.get("due"))

    @cached_property
    def standing(self) -> str:
        state = self.row.get("state")
        if state == "cancelled":
            return "cancelled"
        if state == "done" or self.done_on:
            return "done"
        return "open" if state in ("open", "in-progress") else "unknown"

    def was_open(self, day: date) -> bool:
        if self.done_on and self.standing == "done":
            return self.done_on > day
        return self.standing == "open"

    def overdue(self, day: date) -> int:
        late = (day - self.due).days if self.due and self.was_open(day) else 0
        return max(0, late)

    def age(self, today: date) -> int | None:
        if self.standing == "open":
            return (today - self.of.day).days
        if self.standing == "done" and self.done_on:
            return max(0, (self.done_on - self.of.day).days)
        return None

    def state(self, today: date) -> str:
        if self.standing in ("done", "cancelled"):
            when = f" on {self.done_on}" if self.done_on and self.standing == "done" else ""
            verified = self.row.get("verified_on") if self.standing == "done" else None
            return self.standing.title() + when + (f", verified on {verified}" if verified else "")
        words = str(self.row.get("state", "not recorded")).replace("-", " ").capitalize()
        late = self.overdue(today)
        return f"{words}, {count(late, 'day')} overdue" if late else words


@dataclass(eq=False)
class Told:
    """An incident as its folder tells it."""

    id: str
    data: Row

    @cached_property
    def times(self) -> dict[str, tuple[datetime, bool]]:
        zone = self.data.get("timezone")
        times = self.data.get("times") or {}
        given = {name: moment(at, zone) for name, at in times.items() if at}
        for row in self.data.get("timeline") or []:
            if row.get("marks") and row["marks"] not in given:
                given[row["marks"]] = moment(row["time"], zone)
        return {phase: given[phase] for phase in PHASES if phase in given}

    @cached_property
    def day(self) -> date:
        started = self.times.get("started")
        return started[0].date() if started else date.fromisoformat(self.id[:10])

    @property
    def order(self) -> tuple[str, str]:
        started = self.times.get("started")
        return (started[0].isoformat() if started else self.day.isoformat(), self.id)

    def until(self, phase: str) -> tuple[timedelta, bool] | None:
        if "started" not in self.times or phase not in self.times:
            return None
        (start, about), (end, also) = self.times["started"], self.times[phase]
        return (end - start, about or also) if end >= start else None

    @property
    def is_ongoing(self) -> bool:
        return self.data.get("status", "resolved") != "resolved" and "resolved" not in self.times

    def to_resolve(self, today: date) -> str:
        if lasted := self.until("resolved"):
            return length(*lasted)
        if not self.is_ongoing:
            return "not recorded"
        days = (today - self.day).days
        return f"ongoing, {count(days, 'day')}" if days else "ongoing, less than a day"

    @property
    def impairs(self) -> bool:
        return self.data.get("kind", "outage") in ("outage", "degradation")

    @cached_property
    def services(self) -> list[str]:
        system = (self.data.get("impact") or {}).get("system") or {}
        return list(dict.fromkeys(system.get("services") or []))

    @cached_property
    def items(self) -> list[Item]:
        return [Item(self, row) for row in self.section("lessons").get("action_items") or []]

    @property
    def nodes(self) -> list[Row]:
        """Its causes and effects."""
        return self.section("root_cause").get("nodes") or []

    def section(self, name: str) -> Row:
        return self.data.get(name) or {}

    @cached_property
    def lessons(self) -> list[str]:
        learned = self.section("lessons")
        rows = [*(learned.get("improve") or []), *(learned.get("got_lucky") or [])]
        rows += learned.get("action_items") or []
        names = [row.get("lesson") for row in rows if isinstance(row, dict)]
        return list(dict.fromkeys(name for name in names if name))
