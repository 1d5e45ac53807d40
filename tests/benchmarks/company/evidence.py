"""Evidence: some raw inputs, and the files themselves."""

from datetime import timedelta
from typing import Any

from .emitter import Flow
from .overview import summary
from .raw_files import RawFiles
from .story import Story

Row = dict[str, Any]

SHAPES = {
    "full": ("logs", "metrics", "alerts", "user-reports", "report", "other"),
    "medium": ("logs", "metrics", "alerts", "user-reports"),
    "security": ("logs", "alerts", "report", "other"),
}
EVERY = 10
"""Each incident with such a multiple as its number has all kinds that tools export."""
EXPORTED = ("logs", "metrics", "alerts", "user-reports")


def evidence(story: Story, rows: list[Row]) -> list[Row]:
    """Some raw inputs, and the files themselves; rows of the timeline point at two of them."""
    if not story.is_over:
        return []
    kinds = list(dict.fromkeys(_dealt(story)))
    if story.one.number % EVERY == 0:
        kinds = [*EXPORTED, *(kind for kind in kinds if kind not in EXPORTED)]
    return [_entry(story, kind, rows) for kind in kinds]


def agree(story: Story, monitoring: Row) -> None:
    """Let the exported alerts fire as long as the author says."""
    lasted: dict[str, timedelta] = {}
    for alert in monitoring.get("alerts_triggered", ()):
        if "duration" in alert:
            number, unit = alert["duration"].split()
            lasted[alert["alert"]] = timedelta(minutes=int(number) * (60 if unit == "h" else 1))
    file, _, text, _ = RawFiles(story).alerts(lasted)
    if file in story.evidence:
        story.evidence[file] = text


def _dealt(story: Story) -> list[str]:
    """The kinds that this author keeps."""
    if story.size == "brief":
        return []
    number = story.chance.whole(2, 3) if story.size == "full" else story.chance.whole(0, 1)
    deck = "security" if story.one.kind == "security" else story.size
    return [story.chance.deal(f"evidence {deck}", SHAPES[deck]) for _ in range(number)]


def _entry(story: Story, kind: str, rows: list[Row]) -> Row:
    """An entry of evidence, with its file; a row of the timeline points at it."""
    file, title, text, own = _file(story, kind)
    story.evidence[file] = text
    entry: Row = {"kind": kind, "file": file}
    entry |= {"title": title} if story.chance.happens(0.7) else {}
    public = kind in ("metrics", "report") and story.chance.happens(0.6)
    entry |= {"publish": True} if public else {}
    phase = {"user-reports": "detected", "alerts": "detected", "logs": "started"}.get(
        kind, "mitigated"
    )
    for row in rows:
        if row.get("marks") == phase and "evidence" not in row:
            row["evidence"] = file
    return Flow(entry | own)


def _file(story: Story, kind: str) -> tuple[str, str, str, Row]:
    """The name, title and text of a file of evidence, and what its entry says of it."""
    raw = RawFiles(story)
    if kind == "logs":
        return raw.logs()
    if kind == "metrics":
        return raw.metrics()
    if kind == "alerts":
        return raw.alerts()
    if kind == "user-reports":
        return raw.user_reports()
    if kind == "report":
        text = f"{summary(story)}\n\nFirst report, sent at {story.facts['escalated']}.\n"
        return "evidence/first-report.txt", "First report to the head of operations", text, {}
    text = "".join(f"- {story.say(action['text'])}\n" for action in story.one.scenario.actions)
    return "evidence/notes.txt", "Notes of the review", text, {}
