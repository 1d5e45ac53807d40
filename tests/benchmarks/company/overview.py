"""The overview: what stands at the top of `incident.yaml`."""

from datetime import date, timedelta
from typing import Any

from .emitter import Flow
from .scenario import words
from .story import Story

Row = dict[str, Any]


def summary(story: Story) -> str:
    """Two to five sentences; of an incident that goes on, what is known so far."""
    scenario, status = story.one.scenario, story.one.status
    if status in ("investigating", "identified"):
        trigger = story.say(scenario.trigger["description"])
        known = words()["known_ongoing" if status == "identified" else "unknown_ongoing"]
        said = [story.say(text) for text in words()["summary_ongoing"]]
        story.facts["trigger"] = trigger
        return " ".join([*said, story.say(known)])
    certain = [text for text in scenario.summary if not text.startswith("?")]
    optional = [text.removeprefix("? ") for text in scenario.summary if text.startswith("?")]
    if story.size == "brief":
        certain = certain[:2]
    elif story.chance.happens(0.7):
        certain = [*certain, *optional]
    return " ".join(story.say(text) for text in certain)


def detection(story: Story) -> Row:
    """How it was noticed."""
    method = story.one.method
    found = {"method": method, "source": story.say(story.chance.pick(words()["detection"][method]))}
    if story.size == "brief" or (story.sloppy and story.chance.happens(0.4)):
        del found["source"]
    return found


def links(story: Story) -> list[Row]:
    """Pages elsewhere."""
    day = story.one.day
    address = "pomlett.example"
    found = [
        {"title": "Incident channel", "url": f"https://chat.{address}/archive/{story.id}"},
        {"title": "Board", "url": f"https://boards.{address}/{story.one.service}?day={day}"},
    ]
    if story.alias:
        found.insert(0, {"title": story.alias, "url": f"https://tracker.{address}/{story.alias}"})
    if story.one.level <= 2 and not story.harmless:
        where = f"https://status.{address}/{day:%Y/%m}/{story.one.number}"
        found.insert(0, {"title": "Status page entry", "url": where})
    number = 3 if story.size == "full" else story.chance.whole(0, 2)
    return [Flow(link) for link in found[:number]]


def related(story: Story, earlier: list[Story]) -> list[Row]:
    """Earlier incidents worth reading beside this one."""
    chance, one = story.chance, story.one
    because = words()["related"]
    found: dict[str, Row] = {}
    if one.again:
        before = next(before for before in earlier if before.one is one.again)
        found[before.id] = _related(story, before, because["again"])
    recent = [before for before in earlier if one.day - before.one.day < timedelta(days=700)]
    share = {"full": 0.5, "medium": 0.25, "brief": 0.06}[story.size]
    for kind, alike in (("scenario", _same_scenario), ("service", _same_service)):
        likely = [other for other in recent if alike(story, other) and other.id not in found]
        if likely and chance.happens(share / 2):
            other = chance.pick(likely)
            found[other.id] = _related(story, other, because[kind])
    return list(found.values())


def _same_scenario(one: Story, other: Story) -> bool:
    return one.one.scenario is other.one.scenario


def _same_service(one: Story, other: Story) -> bool:
    return one.one.service == other.one.service and not _same_scenario(one, other)


def _related(story: Story, other: Story, because: list[str]) -> Row:
    name = other.alias if other.alias and story.chance.happens(0.2) else other.id
    if story.chance.happens(0.1):
        return {"incident": name}
    why = story.say(story.chance.pick(because))
    return {"incident": name, "because": why[:1].lower() + why[1:]}


def document(story: Story, until: date, published: date, all_done: bool) -> Row:
    """The state of the postmortem itself."""
    chance, team = story.chance, story.facts["team"]
    authors = [f"{team}-oncall", *chance.some(["sre-lead", f"{team}-lead", "incident-lead"], 1)]
    status = "published"
    if not story.is_over:
        status = "draft"
    elif story.one.scenario.document:
        status = story.one.scenario.document
    elif published > until:
        status = "in-review" if (until - story.one.phases["resolved"].date()).days > 5 else "draft"
    elif chance.happens(0.02):
        status = chance.deal("stale document", ("in-review", "in-review", "draft"))
    elif all_done and chance.happens(0.25):
        status = "closed"
    found: Row = {"status": status, "authors": authors}
    if status in ("published", "closed"):
        found["published"] = published.isoformat()
    return Flow(found)
