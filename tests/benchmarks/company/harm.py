"""The harm and the help: impact, what the monitoring said, and the response."""

from datetime import timedelta
from typing import Any

from .emitter import Comment, Flow
from .scenario import words
from .story import Story

Row = dict[str, Any]

USERS = ("number", "mapping", "sentence", "mapping", "share", "number")
"""The ways in which authors say how many were affected."""


def impact(story: Story) -> Row:
    """Who and what was hurt, as far as this author goes into it."""
    full, brief = story.size == "full", story.size == "brief"
    user: Row = {"affected_users": affected_users(story)}
    features = words()["services"][story.one.service]["features"]
    if not story.harmless:
        if not brief:
            user["regions"] = story.chance.some(words()["countries"], story.chance.whole(1, 3))
        if not brief or story.chance.happens(0.4):
            user["features"] = features[: 1 if brief else 3]
        if full and story.facts["users"] == "shoppers" and story.one.kind != "security":
            user["revenue_loss"] = story.say(
                "<About|Roughly> {revenue} EUR in orders <that were not placed|not placed in time>"
            )
    system: Row = {"services": story.services}
    if not brief and story.is_over:
        system["data_integrity"] = story.say(
            story.one.scenario.integrity or story.chance.pick(words()["integrity"])
        )
    if story.one.kind in ("outage", "degradation") and (
        full or (not brief and story.chance.happens(0.5))
    ):
        system["performance_degradation"] = story.any("performance")
    if full and story.one.kind in ("outage", "degradation"):
        system["sla"] = story.any("sla")
    found: Row = {"user": user, "system": system}
    if full and story.chance.happens(0.2):
        found = {"#": Comment(story.any("comments_impact")), **found}
    if business := _business(story):
        found["business"] = business
    if story.sloppy and not story.harmless:
        _make_vague(story, found)
    return found


def affected_users(story: Story) -> Any:
    """How many felt it: a number, a sentence, or a mapping."""
    if story.one.scenario.affected:
        return story.say(story.one.scenario.affected)
    shape = story.chance.deal("affected users", USERS)
    facts = story.facts
    number, share = int(facts["affected_number"]), int(facts["share"])
    if shape == "number":
        return number
    if shape == "sentence":
        return story.say("<About|Some> {affected} {users}<| in and around {region}>")
    note = story.say("of the {users} <of that day|who were active at the time>")
    note = note[:1].lower() + note[1:]
    if shape == "share":
        return Flow(percent=share, note=note)
    return Flow(count=number, percent=share, note=note)


def _business(story: Story) -> Row:
    if story.harmless or story.size == "brief":
        return {}
    found: Row = {
        "customer_complaints": story.say(
            "{tickets} <tickets|contacts>, <most|half> of them by <chat|phone>"
        )
    }
    duties = "regulatory_payments" if story.facts["team"] == "payments" else "regulatory"
    if story.size == "full":
        found["reputation"] = story.any("reputation")
        found["regulatory"] = story.say(
            story.one.scenario.regulatory or story.chance.pick(words()[duties])
        )
    if story.size == "full" or (story.is_over and story.chance.happens(0.4)):
        found["financial"] = story.any("financial")
    return found


def _make_vague(story: Story, found: Row) -> None:
    """Put words in the place of numbers, as happens."""
    vague = words()["vague"]
    for part in (found["user"], found["system"], found.get("business", {})):
        for name, text in vague.items():
            if name in part and story.chance.happens(0.6):
                part[name] = text


def monitoring(story: Story) -> Row:
    """The alerts that fired and what the graphs showed."""
    one = story.one
    number = len(one.scenario.alerts) if story.size == "full" else 1
    fired: list[Row] = []
    for table in one.scenario.alerts[:number]:
        alert = {"alert": table["alert"].format_map(story.facts)}
        alert |= {name: story.say(table[name]) for name in ("threshold", "actual")}
        minutes = one.length("detected", "mitigated") // timedelta(minutes=1)
        if "not fire" not in alert["actual"] and "mitigated" in story.reached:
            minutes = max(1, minutes - story.chance.whole(0, min(9, minutes)))
            alert["duration"] = f"{minutes} min" if minutes < 120 else f"{minutes // 60} h"
        fired.append(Flow(alert))
    found: Row = {}
    if one.method == "alert" or story.size == "full":
        found["alerts_triggered"] = fired
    found["metrics_anomalies"] = story.filled(one.scenario.anomalies)
    return found


def response(story: Story) -> Row:
    """What stopped the harm, and who was told."""
    steps = story.filled(story.one.scenario.stabilization)
    found: Row = {"stabilization": steps} if "mitigated" in story.reached else {}
    if story.harmless:
        return found
    told: Row = {}
    if story.is_over and (story.one.level <= 2 or story.chance.happens(0.3)):
        told["status_page"] = story.any("status_page")
    if story.size == "full":
        told["customers"] = story.any("customers")
    told["escalation"] = story.any("escalation")
    if story.size == "full":
        told["stakeholders"] = story.chance.some(
            [story.say(text) for text in words()["stakeholders"]], story.chance.whole(1, 2)
        )
    found["communication"] = told
    return found
