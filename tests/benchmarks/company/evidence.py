"""Evidence: some raw inputs, and the files themselves."""

import json
from datetime import timedelta
from typing import Any

from .emitter import Flow
from .overview import summary
from .story import Story

Row = dict[str, Any]

SHAPES = {
    "full": ("logs", "metrics", "alerts", "user-reports", "report", "other"),
    "medium": ("logs", "metrics", "alerts", "user-reports"),
    "security": ("logs", "alerts", "report", "other"),
}


def evidence(story: Story, rows: list[Row]) -> list[Row]:
    """Some raw inputs, and the files themselves; rows of the timeline point at two of them."""
    if story.size == "brief" or not story.is_over:
        return []
    number = story.chance.whole(2, 3) if story.size == "full" else story.chance.whole(0, 1)
    found: list[Row] = []
    for _ in range(number):
        deck = "security" if story.one.kind == "security" else story.size
        kind = story.chance.deal(f"evidence {deck}", SHAPES[deck])
        if any(row["kind"] == kind for row in found):
            continue
        file, title, text = _file(story, kind)
        story.evidence[file] = text
        entry = {"kind": kind, "file": file}
        entry |= {"title": title} if story.chance.happens(0.7) else {}
        public = kind in ("metrics", "report") and story.chance.happens(0.6)
        found.append(Flow(entry | {"publish": True} if public else entry))
        phase = {"user-reports": "detected", "alerts": "detected", "logs": "started"}.get(
            kind, "mitigated"
        )
        for row in rows:
            if row.get("marks") == phase and "evidence" not in row:
                row["evidence"] = file
    return found


def _file(story: Story, kind: str) -> tuple[str, str, str]:
    """The name, title and text of a file of evidence."""
    one, slug = story.one, story.one.service
    start, end = one.phases["started"], one.phases["mitigated"]
    step = max(timedelta(minutes=1), (end - start) / 8)
    moments = [start + step * at for at in range(-3, 12)]
    if kind == "logs":
        lines = [story.say(text) for text in one.scenario.log for _ in (1, 2)]
        told = zip(moments[3:], lines, strict=False)
        text = "".join(f"{at:%Y-%m-%dT%H:%M:%SZ} {line}\n" for at, line in told)
        return f"evidence/{slug}.log", f"Log of {story.facts['service']}, shortened", text
    if kind == "metrics":
        worst = float(story.facts["errors"])
        rows = [(at, worst if start <= at < end else 0.2) for at in moments]
        noise = story.chance.random.uniform
        values = [f"{at:%Y-%m-%dT%H:%MZ},{of * noise(0.8, 1.0):.1f}\n" for at, of in rows]
        return "evidence/errors.csv", "Errors, percent", "time,errors\n" + "".join(values)
    if kind == "alerts":
        fired = f"{one.phases['detected']:%Y-%m-%dT%H:%MZ}"
        entries = [{"alert": story.facts["alert"], "fired": fired, "host": story.facts["node"]}]
        return "evidence/alerts.json", "Alerts of the hour", json.dumps(entries, indent=1) + "\n"
    if kind == "user-reports":
        mine = story.facts["do"].replace("their", "my")
        calls = [one.phases["detected"] + step * at / 2 for at in range(5)]
        said = [story.say(f"<I|We|One of us> cannot {mine}") for _ in calls]
        body = "".join(f"{at:%H:%M},{text}\n" for at, text in zip(calls, said, strict=True))
        return "evidence/tickets.csv", "Tickets, names removed", "time,text\n" + body
    if kind == "report":
        text = f"{summary(story)}\n\nFirst report, sent at {story.facts['escalated']}.\n"
        return "evidence/first-report.txt", "First report to the head of operations", text
    text = "".join(f"- {story.say(action['text'])}\n" for action in one.scenario.actions)
    return "evidence/notes.txt", "Notes of the review", text
