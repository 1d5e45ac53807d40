"""Files as tools export them: logs, metrics, alerts and tickets of one incident.

They have a chance of their own, so that what is drawn here changes nothing else of the corpus.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from .chance import Chance
from .story import Story

Row = dict[str, Any]

ZONE = "Europe/Vienna"
REJECTED = "evidence/rejected.csv"
BEFORE, DURING, AFTER = 20, 24, 8
"""The points of a metric before, during and after an incident."""


class RawFiles:
    """Writes the raw files of a story. Each method returns the name, the title, the text, and what
    the entry of evidence says about the file."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._chance = Chance(story.one.number)
        self._start = story.one.phases["started"]
        self._end = story.one.phases["mitigated"]
        self._step = max(timedelta(minutes=1), (self._end - self._start) / DURING)
        self._service = story.one.service

    def logs(self) -> tuple[str, str, str, Row]:
        """A log as JSON lines, or as of syslog, which has neither year nor zone."""
        entries = sorted(self._entries())
        title = f"Log of {self._story.facts['service']}, shortened"
        if self._story.one.number % 20:
            text = "".join(
                json.dumps({"time": f"{at:%Y-%m-%dT%H:%M:%SZ}", "level": level, "msg": words})
                + "\n"
                for at, level, words in entries
            )
            return f"evidence/{self._service}.jsonl", title, text, {}
        text = "".join(
            f"{at:%b} {at.day:2} {at:%H:%M:%S} {self._story.facts['node']} {self._service}[7]: "
            f"{level.upper()} {words}\n"
            for at, level, words in entries
        )
        own = {"time": {"zone": "UTC", "year": self._start.year}}
        return f"evidence/{self._service}.log", title, text, own

    def _entries(self) -> Iterator[tuple[datetime, str, str]]:
        for at in self._moments():
            yield at, "info", f"request served in {self._chance.whole(20, 90)} ms"
            if self._start <= at < self._end:
                for index, words in enumerate(self._story.one.scenario.log):
                    yield at + timedelta(seconds=5 + 9 * index), "error", self._say(words)

    def _say(self, template: str) -> str:
        return self._chance.words(template, self._story.facts)

    def _moments(self) -> list[datetime]:
        return [self._start + self._step * at for at in range(-BEFORE, DURING + AFTER)]

    def metrics(self) -> tuple[str, str, str, Row]:
        """The share of errors, in a column beside others or in rows beside those of others."""
        worst = float(self._story.facts["errors"])
        moments = self._moments()
        values = [
            worst * self._chance.whole(80, 100) / 100 if self._start <= at < self._end else 0.2
            for at in moments
        ]
        values[BEFORE + DURING // 3] = worst
        pairs = list(zip(moments, values, strict=True))
        if self._story.one.number % 20:
            rows = "".join(f"{at:%Y-%m-%dT%H:%M:%SZ},{value:.1f}\n" for at, value in pairs)
            own = {"value": {"column": "rejected", "unit": "%"}}
            return (
                "evidence/rejected.csv",
                "Rejected requests, percent",
                f"time,rejected\n{rows}",
                own,
            )
        rows = "".join(
            f"{at.astimezone(ZoneInfo(ZONE)):%d.%m.%Y %H:%M:%S};{name};{number:.1f}\n"
            for at, value in pairs
            for name, number in ((self._service, value), ("other", 0.1))
        )
        own = {
            "time": {"column": "when", "zone": ZONE, "format": "%d.%m.%Y %H:%M:%S"},
            "value": {"column": "rejected", "unit": "%"},
            "series": {"service": self._service},
        }
        return (
            "evidence/rejected.csv",
            "Rejected requests, percent",
            f"when;service;rejected\n{rows}",
            own,
        )

    def alerts(self, lasted: Mapping[str, timedelta] | None = None) -> tuple[str, str, str, Row]:
        """The webhook of an Alertmanager; `lasted` says how long alerts fired, by their names."""
        known = lasted or {}
        fired = self._story.one.phases["detected"]
        names = [
            table["alert"].format_map(self._story.facts)
            for table in self._story.one.scenario.alerts
        ]
        starts = [fired + timedelta(seconds=70 * index) for index in range(len(names))]
        alerts = [
            {
                "status": "resolved",
                "labels": {"alertname": name, "service": self._service},
                "annotations": {},
                "startsAt": f"{start:%Y-%m-%dT%H:%M:%SZ}",
                "endsAt": f"{start + known.get(name, self._end - fired):%Y-%m-%dT%H:%M:%SZ}",
                "generatorURL": "",
                "fingerprint": f"{self._story.one.number:08x}{index:08x}",
            }
            for index, (name, start) in enumerate(zip(names, starts, strict=True))
        ]
        content = {
            "version": "4",
            "groupKey": "{}:{}",
            "status": "resolved",
            "receiver": "oncall",
            "groupLabels": {},
            "commonLabels": {},
            "commonAnnotations": {},
            "externalURL": "https://alerts.example.com",
            "alerts": alerts,
        }
        text = json.dumps(content, indent=1) + "\n"
        return "evidence/alerts.json", "Alerts of the hour", text, {}

    def user_reports(self) -> tuple[str, str, str, Row]:
        """Tickets, with the times of the office that answers them."""
        mine = self._story.facts["do"].replace("their", "my")
        first = self._story.one.phases["detected"]
        count = min(11, int(self._story.facts["tickets"].replace(",", "")))
        rows = [
            (first + self._step * at / 2, self._say(f"<I|We|One of us> cannot {mine}"))
            for at in range(1, count + 1)
        ]
        text = "".join(
            f"{at.astimezone(ZoneInfo(ZONE)):%Y-%m-%d %H:%M:%S},{100 + number},{words}\n"
            for number, (at, words) in enumerate(rows)
        )
        own = {"time": {"zone": ZONE}}
        title = "Tickets, names removed"
        return "evidence/tickets.csv", title, "created,ticket,subject\n" + text, own
