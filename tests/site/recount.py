"""The numbers of a site, counted anew from its YAML, with nothing of the packages under test."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from statistics import median
from typing import Any

import yaml

from tests.site.told import Item, Row, Told
from tests.site.words import length

SEVERITIES = {
    "SEV1": {"title": "Critical", "publish_within": 7},
    "SEV2": {"title": "Major", "publish_within": 7},
    "SEV3": {"title": "Moderate", "publish_within": 14},
    "SEV4": {"title": "Minor", "publish_within": 30},
    "SEV5": {"title": "Negligible"},
}


def load(path: Path) -> Any:
    """What `yaml.safe_load` reads; by its loader in C, which takes `?` in an address as it is."""
    if not path.is_file():
        return None
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@dataclass(eq=False)
class Count:
    """All incidents of a folder, newest first, as of a day."""

    folder: Path
    today: date

    @cached_property
    def incidents(self) -> list[Told]:
        told = []
        for main in self.folder.glob("*/incident.yaml"):
            data = load(main)
            for own in main.parent.glob("*.yaml"):
                if own != main:
                    data[own.stem] = load(own)
            told.append(Told(main.parent.name, data))
        return sorted(told, key=lambda one: one.order, reverse=True)

    @cached_property
    def services(self) -> Row:
        return load(self.folder / "services.yaml") or {}

    @cached_property
    def lessons(self) -> Row:
        return load(self.folder / "lessons.yaml") or {}

    @cached_property
    def severities(self) -> Row:
        return load(self.folder / "severities.yaml") or SEVERITIES

    @cached_property
    def items(self) -> list[Item]:
        return [item for one in self.incidents for item in one.items]

    def level(self, name: str) -> str:
        title = (self.severities.get(name) or {}).get("title")
        return f"{name} {title}" if title else name

    def service(self, name: str) -> str:
        return str((self.services.get(name) or {}).get("title") or name)

    def of_service(self, name: str) -> list[Told]:
        return [one for one in self.incidents if name in one.services]

    def taught(self, lesson: str) -> list[Told]:
        """The incidents that taught a lesson, the earliest first."""
        return [one for one in reversed(self.incidents) if lesson in one.lessons]

    def totals(self, items: Iterable[Item]) -> str:
        chosen = list(items)
        number = Counter(item.standing for item in chosen)
        late = sum(item.standing == "open" and item.overdue(self.today) > 0 for item in chosen)
        more = f" ({late} overdue)" if late else ""
        names = {"open": f"open{more}", "done": "done"}
        names |= {"cancelled": "cancelled", "unknown": "unknown"}
        return ", ".join(f"{number[key]} {names[key]}" for key in names if number[key]) or "none"

    def backs(self) -> dict[tuple[str, str], list[tuple[Item, str]]]:
        """What came back, by (later, earlier), each with its lesson."""
        pairs: dict[tuple[str, str], list[tuple[Item, str]]] = {}
        for lesson in self.lessons:
            taught = self.taught(lesson)
            for at, later in enumerate(taught):
                for earlier in taught[:at]:
                    for item in earlier.items:
                        if item.row.get("lesson") == lesson and item.was_open(later.day):
                            pairs.setdefault((later.id, earlier.id), []).append((item, lesson))
        return pairs

    def impaired(self, incidents: Iterable[Told]) -> str:
        """Count the minutes one by one, each once."""
        seconds: set[range] = set()
        unknown = ongoing = other_kinds = 0
        about = False
        for one in incidents:
            if not one.impairs:
                other_kinds += 1
                continue
            end = "mitigated" if "mitigated" in one.times else "resolved"
            if end not in one.times and one.is_ongoing:
                ongoing += 1
            elif one.until(end) is None:
                unknown += 1
            else:
                about |= one.times["started"][1] or one.times[end][1]
                first, last = (int(one.times[at][0].timestamp()) for at in ("started", end))
                seconds.add(range(first, last))
        minutes = {at for span in seconds for at in span}
        parts = [length(timedelta(seconds=len(minutes)), about)] if seconds else []
        parts += [f"{ongoing} ongoing"] if ongoing else []
        parts += [f"{unknown} without a known end"] if unknown else []
        return ", ".join(parts) or ("not counted" if other_kinds else "none")

    def unit(self, first: date) -> int:
        """The number of months of a column of a chart from a day to today, or to the last day."""
        last = max([self.today, *(one.day for one in self.incidents)])
        for months in (1, 3):
            if self.column(last, months) - self.column(first, months) < 60:
                return months
        return 12

    def column(self, day: date, months: int) -> int:
        return (day.year * 12 + day.month - 1) // months

    def name(self, day: date, months: int) -> str:
        if months == 1:
            return f"{day:%Y-%m}"
        return f"{day:%Y} Q{(day.month + 2) // 3}" if months == 3 else f"{day:%Y}"

    def over_time(self, incidents: list[Told], levels: list[str]) -> list[list[str]]:
        """The table of a chart over time: the newest column first, only those with incidents."""
        months = self.unit(min(one.day for one in incidents))
        columns: dict[str, list[Told]] = {}
        for one in sorted(incidents, key=lambda one: one.day, reverse=True):
            columns.setdefault(self.name(one.day, months), []).append(one)
        others = any(not one.impairs for one in incidents)
        now = self.name(self.today, months)
        return [
            [
                f"{name}, until {self.today}" if name == now else name,
                *(str(sum(one.data["severity"] == level for one in rows)) for level in levels),
                str(len(rows)),
                *([str(sum(not one.impairs for one in rows))] if others else []),
            ]
            for name, rows in columns.items()
        ]

    def without_fix(self, service: str) -> int:
        """The number of lessons that a service is exposed to."""
        needed, waiting = {service}, [service]
        while waiting:
            for name in (self.services.get(waiting.pop()) or {}).get("depends_on", ()):
                if name not in needed:
                    needed.add(name)
                    waiting.append(name)
        taught = {
            lesson
            for one in self.incidents
            if needed.intersection(one.services)
            for lesson in one.lessons
            if lesson in self.lessons
        }
        fixed = {
            item.row.get("lesson")
            for one in self.of_service(service)
            for item in one.items
            if item.standing == "done"
        }
        return len(taught - fixed)

    def spreads(self, incidents: list[Told]) -> list[list[str]]:
        """The table of a picture of durations."""
        rows = self.all_spreads(incidents)
        if any(row[2] != "0" for row in rows):
            return rows
        return [[*row[:2], *row[3:]] for row in rows]

    def all_spreads(self, incidents: list[Told]) -> list[list[str]]:
        """Its rows, each with the number of incidents of other kinds."""
        rows = []
        for name, phase in (
            ("detect", "detected"),
            ("mitigate", "mitigated"),
            ("resolve", "resolved"),
        ):
            known = [(lasted[0], one) for one in incidents if (lasted := one.until(phase))]
            if not known:
                continue
            lengths = sorted(value for value, _ in known)
            others = sum(not one.impairs for _, one in known)
            middle = timedelta(seconds=median(value.total_seconds() for value in lengths))
            told = length(middle) if len(known) >= 10 else "too few to tell"
            number = str(len(known))
            rows.append(
                [
                    f"Time to {name}",
                    number,
                    str(others),
                    length(lengths[0]),
                    told,
                    length(lengths[-1]),
                ]
            )
        return rows

    def heat(self, columns: list[str], key: Callable[[date], str], most: int) -> list[list[str]]:
        number: dict[str, Counter[str]] = {}
        for one in self.incidents:
            if key(one.day) in columns:
                for name in one.services:
                    number.setdefault(name, Counter())[key(one.day)] += 1
        hottest = sorted(number, key=lambda name: (-number[name].total(), name))[:most]
        return [
            [self.service(name), *(str(number[name][at] or "") for at in columns)]
            for name in hottest
        ]
