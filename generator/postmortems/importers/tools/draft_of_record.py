"""Build the draft of an incident from a record of a tool."""

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from ...evidence import Source
from ...model import Loc, Moment
from ...model.scalars import slugged
from ..draft import Draft, Unplaced
from ..yaml_text import value_type_at
from .record import ToolRecord

MOST_IN_COMMENT = 300
MOST_IN_ID = 50
_MOST_IN_ALIAS = 70
TITLES = {
    "statuspage": "Statuspage",
    "pagerduty": "PagerDuty",
    "incident-io": "incident.io",
    "rootly": "Rootly",
    "firehydrant": "FireHydrant",
    "datadog": "Datadog",
    "opsgenie": "Opsgenie",
    "servicenow": "ServiceNow",
    "slack": "Slack",
    "cstate": "cState",
}
"""The names of tools by the first part of an alias."""
_MOST_LOCATED = 200
"""The records of a file whose lines are looked up."""


class DraftOfRecord:
    """The draft of an incident while it is made from a record.

    Args:
        tool: the name of the tool's format, which begins the alias.
        source: the file.
        record: the record; it becomes the original of the draft.
        key: what identifies the record in the tool.
        number: the position of the record in the file, from 1.
    """

    def __init__(
        self, tool: str, source: Source, record: ToolRecord, key: str, number: int
    ) -> None:
        self._comments: dict[Loc, list[str]] = {}
        name = f"{tool}-{_identity(key) or _digest(_json(record))}"
        self._title = TITLES[tool]
        self.draft = Draft(
            source=source.name,
            alias=name,
            data={},
            line=source.line_of(f'"{key}"') if key and number <= _MOST_LOCATED else 1,
            comments=self._comments,
            original=_json(record),
            original_name=f"{name}.json",
        )

    def put(self, path: str, value: Any) -> None:
        """Set the value at a path like `times.started`, unless it is empty."""
        if value is None or value == "" or value == [] or value == {}:
            return
        *parents, last = path.split(".")
        data = self.draft.data
        for step in parents:
            data = data.setdefault(step, {})
        data[last] = value

    def has(self, path: str) -> bool:
        """Return whether there is a value at a path."""
        return bool(ToolRecord(self.draft.data).value(path))

    def comment(self, path: str, text: str) -> None:
        """Add a comment above a value."""
        texts = self._comments.setdefault(tuple(path.split(".")), [])
        if text not in texts:
            texts.append(text if len(text) <= MOST_IN_COMMENT else f"{text[:MOST_IN_COMMENT]}…")

    def row(self, time: str, event: str, result: str = "") -> None:
        """Add a row of the timeline; a row without a usable time is told as not placed."""
        if not event:
            return
        if not time:
            self.unplaced(event, "the row has no time with a zone")
            return
        row = {"time": time, "event": event} | ({"result": result} if result else {})
        self.draft.data.setdefault("timeline", []).append(row)

    def unplaced(self, text: str, reason: str) -> None:
        """Add a text that has no place."""
        if text:
            self.draft.unplaced.append(Unplaced(self.draft.line, text, reason))

    def severity(self, text: str, name: str) -> None:
        """Set the severity as the tool has it, and tell what the tool calls it."""
        if text:
            self.put("severity", text)
            self.comment("severity", f"{self._title} has the {name} `{text}`.")

    def add_line(self, path: str, text: str) -> None:
        """Add a text to the list at a path like `response.communication.escalation`."""
        *parents, last = path.split(".")
        data = self.draft.data
        for step in parents:
            data = data.setdefault(step, {})
        data.setdefault(last, []).append(text)

    def services(self, names: Iterable[str]) -> None:
        """Tell which services the tool names, as a comment."""
        if listed := ", ".join(f"`{name}`" for name in dict.fromkeys(names) if name):
            self.comment("impact.system.services", f"{self._title} names {listed}.")

    def link(self, title: str, address: str) -> None:
        """Add a link, if its address is one of the web."""
        if address.startswith(("https://", "http://")):
            links = self.draft.data.setdefault("links", [])
            if address not in [link["url"] for link in links]:
                links.append({"title": title, "url": address})

    def section(self, heading: str, text: str) -> None:
        """Add a section with a heading of the tool's own."""
        if not text:
            return
        if value_type_at(("sections",)) is None:
            self.unplaced(f"{heading}: {text}", "the format has no section for it")
            return
        self.draft.data.setdefault("sections", []).append({"heading": heading, "text": text})

    def action(self, text: str, **values: str) -> None:
        """Add an action item, with an id made from its text; empty values are left out."""
        if not text:
            return
        items = self.draft.data.setdefault("lessons", {}).setdefault("action_items", [])
        name = whole = slugged(text)[:MOST_IN_ID].strip("-") or f"action-{len(items) + 1}"
        taken = {item["id"] for item in items}
        number = 2
        while name in taken:
            name, number = f"{whole}-{number}", number + 1
        filled_values = {key: value for key, value in values.items() if value}
        items.append({"id": name, "text": text} | filled_values)

    def finished(self) -> Draft:
        """Return the draft, with its rows in the order of time."""
        rows = self.draft.data.get("timeline", [])
        rows.sort(key=lambda row: Moment.parse(row["time"]).at)
        return self.draft


def _identity(key: str) -> str:
    """Return a key as a part of a name, different for different keys."""
    slug = slugged(key)
    if len(slug) <= _MOST_IN_ALIAS:
        return slug
    return f"{slug[:MOST_IN_ID].strip('-')}-{_digest(key.encode('utf-8', 'replace'))}"


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()[:12]


def _json(record: ToolRecord) -> bytes:
    text = json.dumps(record.values, ensure_ascii=False, indent=1, default=str)
    return text.encode("utf-8", "replace")
