"""The corpus as files: a folder per incident, and the catalogues beside them."""

import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from . import follow_up, harm, overview, root_cause, timeline
from .chance import Chance
from .emitter import Comment, emit
from .evidence import agree, evidence
from .facts import affected_services, facts
from .past import Occurrence, occurrences
from .scenario import HERE, severities
from .story import Size, Story, slug

Sections = dict[str, Any]

OWN_FILES: dict[Size, tuple[str, ...]] = {
    "full": (
        "impact",
        "root_cause",
        "timeline",
        "monitoring",
        "response",
        "remediation",
        "lessons",
        "prevention",
        "sections",
    ),
    "medium": ("timeline", "lessons"),
    "brief": (),
}
"""The sections that have a file of their own."""
SCOPE = "It covers the technical events. Contracts and invoices are reviewed elsewhere."
SLOPPY = (True, *[False] * 9)


def write(
    folder: Path, number: int = 1000, seed: int = 1, until: date = date(2026, 10, 31)
) -> None:
    """Write a corpus.

    Args:
        folder: where; it is made if it is not there.
        number: how many incidents.
        seed: the same seed gives the same files.
        until: the last day; nothing has happened later.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for catalogue in sorted((HERE / "catalogues").glob("*.yaml")):
        shutil.copyfile(catalogue, folder / catalogue.name)
    chance = Chance(seed)
    taken: set[str] = set()
    earlier: list[Story] = []
    open_until: dict[str, date] = {}
    for one in occurrences(chance, number, until):
        story = _story(chance, one, taken)
        story.open_lessons = frozenset(name for name, day in open_until.items() if day > one.day)
        sections = _sections(story, earlier, until)
        _write_incident(folder / story.id, story, sections)
        earlier.append(story)
        for name, day in follow_up.open_until(sections.get("lessons", {})):
            open_until[name] = max(day, open_until.get(name, day))


def _story(chance: Chance, one: Occurrence, taken: set[str]) -> Story:
    affected = affected_services(chance, one)
    offset = timedelta()
    if chance.happens(0.08):
        offset = timedelta(hours=2 if 4 <= one.day.month <= 10 else 1)
    story = Story(
        chance,
        one,
        facts(chance, one, affected, offset),
        affected,
        _size(chance, one),
        chance.deal("sloppy", SLOPPY) and one.status == "resolved",
        offset,
    )
    story.draws = story.size != "brief" or chance.happens(0.5)
    story.title = _title(story, taken)
    story.id = slug(story.title, taken, one.day.isoformat())
    if chance.happens(0.7) or one.level == 1:
        story.alias = f"INC-{1000 + one.number}"
    if chance.happens(0.6 if one.scenario.pace == "silent" else 0.12):
        story.about = frozenset({"started"})
    elif chance.happens(0.08):
        story.about = frozenset({"resolved"})
    return story


def _title(story: Story, taken: set[str]) -> str:
    """A title that no other incident has, if there is one."""
    title = ""
    for _ in range(8):
        title = story.say(story.chance.pick(story.one.scenario.titles))
        if title not in taken:
            break
    taken.add(title)
    return title


def _size(chance: Chance, one: Occurrence) -> Size:
    """How much is written: everything of a major incident, little of a minor one."""
    if one.status != "resolved":
        return "medium"
    if one.scenario.document:
        return "brief"
    if one.level <= 2:
        return "full"
    return "medium" if chance.happens(0.6 if one.level == 3 else 0.15) else "brief"


def _sections(story: Story, earlier: list[Story], until: date) -> Sections:
    """All that is told, in the order of the format."""
    one = story.one
    rows = timeline.timeline(story)
    raw = evidence(story, rows)
    times = timeline.phases(story, rows)
    learned: Sections = {}
    items: list[Sections] = []
    if story.is_over:
        factors = [
            node["id"]
            for node in root_cause.kept_nodes(story)
            if node["kind"] not in ("trigger", "user-impact", "recovery-action")
        ]
        learned = follow_up.lessons(story, factors, until)
        items = [item for item in learned["action_items"] if not isinstance(item, Comment)]
    found = _top(story, earlier, until, items, times)
    found["impact"] = harm.impact(story)
    if one.status != "investigating":
        found["root_cause"] = root_cause.root_cause(story)
    found["timeline"] = timeline.written(story, rows)
    if story.size != "brief":
        found["monitoring"] = harm.monitoring(story)
        agree(story, found["monitoring"])
        found["response"] = harm.response(story)
    if story.size == "full":
        found["remediation"] = follow_up.plans(story, "remediation", items)
    if learned:
        found["lessons"] = learned
    if story.size == "full":
        found["prevention"] = follow_up.plans(story, "prevention", items)
    if story.size == "full" and one.number % 8 == 0:
        found["sections"] = [{"heading": "Scope of this review", "text": SCOPE}]
    if raw:
        found["evidence"] = raw
    return found


def _top(
    story: Story, earlier: list[Story], until: date, items: list[Sections], times: Sections
) -> Sections:
    """The keys of the overview."""
    chance, one = story.chance, story.one
    found: Sections = {}
    if chance.happens(0.25):
        found["#"] = story.any("comments")
    found["title"] = story.title
    if story.alias:
        found["aliases"] = [story.alias]
    found["severity"] = list(severities())[one.level - 1]
    found["kind"] = one.kind
    if story.size != "brief" or chance.happens(0.6):
        found["status"] = one.status
    found["summary"] = overview.summary(story)
    if story.size == "full" and story.one.method == "alert":
        found["symptoms"] = [story.facts["alert"]]
    if story.timezone:
        found["timezone"] = story.timezone
    if times:
        found["times"] = times if story.size == "brief" else dict(times)
    if not story.sloppy or story.size != "brief" or one.scenario.document:
        found["detection"] = overview.detection(story)
    published = one.phases["resolved"].date() + timedelta(days=chance.whole(2, 6 + 4 * one.level))
    closed = bool(items) and all(item.get("state") in ("done", "cancelled") for item in items)
    found["document"] = overview.document(story, until, published, closed)
    if story.size == "full" and chance.happens(0.6 if one.level == 1 else 0.15):
        found["audience"] = "public"
    elif chance.happens(0.2):
        found["audience"] = "internal"
    if seen := overview.related(story, earlier):
        found["related"] = seen
    if story.size != "brief" and (pages := overview.links(story)):
        found["links"] = pages
    return found


def _write_incident(folder: Path, story: Story, sections: Sections) -> None:
    folder.mkdir()
    own = OWN_FILES[story.size]
    main = {name: value for name, value in sections.items() if name not in own}
    _write(folder / "incident.yaml", emit(main))
    for name in own:
        if sections.get(name):
            _write(folder / f"{name}.yaml", emit(sections[name]))
    for file, text in story.evidence.items():
        path = folder / file
        path.parent.mkdir(exist_ok=True)
        _write(path, text)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
