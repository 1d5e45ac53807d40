"""The timeline, and the phases, which are in it or under `times`."""

from datetime import datetime, timedelta
from typing import Any

from .emitter import Comment, Flow
from .past import PHASES
from .scenario import Table, words
from .story import Story

Row = dict[str, Any]

CASTING = ("times", "times", "marks", "marks", "mixed", "mixed", "mixed", "both")
"""Where authors put the phases: under `times`, in marked rows of the timeline, or in both."""


def timeline(story: Story) -> list[Row]:
    """The rows in their order, each with `at`, the moment itself."""
    rows = [_row(story, table) for table in _tables(story)]
    rows.sort(key=lambda row: row["at"])
    seen: set[str] = set()
    for row in rows:
        if row.get("marks") in seen:
            del row["marks"]
        seen.add(row.get("marks", ""))
    return rows


def _tables(story: Story) -> list[Table]:
    """The rows to tell: the scenario's, how it was noticed, and what happens in any incident."""
    one, chance = story.one, story.chance
    noticed = {"at": 1, **words()["noticed"][one.method]}
    taken = {"at": 2, **chance.pick(words()["acknowledged"])}
    own = list(one.scenario.timeline)
    if story.size == "brief":
        return [*(row for row in own if row["at"] in (0, 3, 4)), noticed]
    during = list(words()["during"])
    comms = chance.some([row for row in during if "comms" in row], 2 if one.level <= 2 else 0)
    other = [row for row in during if "comms" not in row]
    steps = chance.some(other, chance.whole(3, 5) if story.size == "full" else chance.whole(0, 1))
    found = [*own, noticed, taken, *comms, *steps]
    if one.kind == "near-miss":
        found = [*own, noticed, taken]
    if not story.is_over:
        last = 2.2 if one.status == "investigating" else PHASES.index(story.reached[-1]) + 0.5
        found = [row for row in found if row["at"] <= last]
    elif story.size == "full" and chance.happens(0.5):
        found.append({"at": 4, "later": True, **chance.pick(words()["closed"])})
    return found


def _row(story: Story, table: Table) -> Row:
    place = float(table["at"])
    row: Row = {"at": _moment(story, place)}
    if place in (0, 1, 2, 3, 4) and "later" not in table:
        row["marks"] = PHASES[int(place)]
    for name in ("event", "action", "result"):
        if name in table and (name == "event" or story.size != "brief"):
            row[name] = story.say(table[name])
    if "about" in table and "marks" not in row:
        row["about"] = True
    return row


def _moment(story: Story, place: float) -> datetime:
    started = story.one.phases["started"]
    if place < 0:
        hours = place * (0.8 + story.chance.random.random() * 0.4)
        return started + timedelta(minutes=min(-1, round(hours * 60)))
    before = min(int(place), len(PHASES) - 2)
    start = story.one.phases[PHASES[before]]
    length = story.one.length(PHASES[before], PHASES[before + 1]) * (place - before)
    return start + timedelta(minutes=int(length / timedelta(minutes=1)))


def phases(story: Story, rows: list[Row]) -> Row:
    """The key `times`; what is left to the rows that mark a phase is not in it."""
    casting = story.chance.deal("casting", CASTING)
    if story.size == "brief" and casting == "marks":
        casting = "times"
    marked = {row["marks"] for row in rows if "marks" in row}
    before = any(row["at"] < story.one.phases["started"] for row in rows)
    kept = {
        "times": set(story.reached),
        "both": set(story.reached),
        "mixed": {"started", story.reached[-1]},
        "marks": set(),
    }[casting]
    kept |= set(story.reached) - marked
    for row in rows:
        phase = row.get("marks")
        leads_up = phase == "started" and before
        if phase and casting != "both" and phase in kept and not leads_up:
            del row["marks"]
        elif leads_up:
            kept.discard("started")
    found = Flow(
        {
            phase: story.moment(story.one.phases[phase], phase in story.about)
            for phase in story.reached
            if phase in kept
        }
    )
    if story.declares == "times":
        found["declared"] = story.moment(story.one.phases["acknowledged"])
    return found


def written(story: Story, rows: list[Row]) -> list[Any]:
    """The timeline as it stands in the file."""
    kind = Flow if story.size == "brief" else dict
    found: list[Any] = []
    acknowledged = story.one.phases["acknowledged"]
    for row in rows:
        if story.declares == "row" and "marks" not in row and row["at"] >= acknowledged:
            row["marks"] = "declared"
            break
    for row in rows:
        about = row.get("marks") in story.about or row.get("about", False)
        entry = {"time": story.moment(row["at"], about)}
        entry |= {name: row[name] for name in ("event", "action", "result") if name in row}
        entry |= {name: row[name] for name in ("marks", "evidence") if name in row}
        found.append(kind(entry))
    if story.size == "full" and story.chance.happens(0.25):
        found.insert(0, Comment(story.any("comments_timeline")))
    return found
