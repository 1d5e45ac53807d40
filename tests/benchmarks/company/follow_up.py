"""The follow-up: what was learned, what will be done about it, and how far that has come."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from .emitter import Comment, Flow
from .facts import chosen
from .scenario import Table, words
from .story import Story

Row = dict[str, Any]

LINKED = {"full": 0.6, "medium": 0.5, "brief": 0.45}
"""How often an author finds the lesson of the catalogue for what there is to improve."""
DAYS = {
    "repair": (5, 25),
    "detect": (12, 45),
    "mitigate": (20, 60),
    "prevent": (25, 90),
    "process": (14, 60),
}
"""Days until an action item is due."""
NOTED = 0.06
"""The part of these that is left where an earlier action item is still open."""
NAMED = 0.8
"""How often an action item names a lesson that was found."""
WORKED_ON = 0.12
"""How often it names one that nothing else in its incident names."""
VERIFIED = 0.45
"""How often somebody goes back to a done action item and takes its measure."""
ABANDONED = timedelta(days=300)
"""After so long most of what was left is cancelled."""
OUTCOMES = (*["done"] * 34, "cancelled", "cancelled", "left", "left", "unrecorded", "undated")
"""What becomes of action items: a few are left open for good, a few nobody kept track of."""
PLACES = {
    "remediation": ("code", "infrastructure", "monitoring", "process"),
    "prevention": ("safeguards", "watching", "capacity", "recovery"),
}
KEYS = {"watching": "monitoring", "recovery": "disaster_recovery"}
"""Keys of `prevention` that scenarios call otherwise, to tell them from those of `remediation`."""


def lessons(story: Story, factors: list[str], until: date) -> Row:
    """The section of lessons, with action items that address the factors."""
    scenario, chance = story.one.scenario, story.chance
    improve, well, luck = {"full": (3, 3, 2), "medium": (2, 1, 1), "brief": (1, 0, 0)}[story.size]
    if story.one.kind == "near-miss":
        well = max(1, well)
    common = chosen(chance, words()["improve"], story.one)
    own = _with_main_lesson(story, chance.some(scenario.improve, improve))
    said = [*own, *common[: 1 if story.size == "medium" else 2 if story.size == "full" else 0]]
    found: Row = {}
    if well:
        good = chosen(chance, words()["went_well"], story.one)
        found["went_well"] = [_takeaway(story, row) for row in [*scenario.went_well, *good][:well]]
    found["improve"] = [_taught(story, row) for row in said]
    if luck:
        lucky = [*[{"text": text} for text in scenario.got_lucky], *words()["got_lucky"]]
        found["got_lucky"] = [_taught(story, row) for row in chance.some(lucky, luck)]
    learned = {
        row["lesson"]
        for row in [*found["improve"], *found.get("got_lucky", [])]
        if isinstance(row, Flow)
    }
    found["action_items"] = _items(story, factors, learned, until)
    return found


def _with_main_lesson(story: Story, rows: list[Table]) -> list[Table]:
    """Rows in which the scenario's own lesson is, where an incident happens once more."""
    main = story.one.scenario.lesson
    if not story.one.repeats or any(r.get("lesson") == main for r in rows):
        return rows
    first = [row for row in story.one.scenario.improve if row.get("lesson") == main]
    return [*first[:1], *rows[1:]] if first else rows


def _taught(story: Story, row: Table) -> Any:
    """What did not work, with its lesson only where that follows from what went wrong."""
    if row.get("lesson") in story.one.scenario.teaches:
        return _takeaway(story, row)
    return story.say(row["text"])


def _takeaway(story: Story, row: Table) -> Any:
    lesson = row.get("lesson")
    certain = story.one.repeats and lesson == story.one.scenario.lesson
    if lesson is None or not (certain or _finds(story, lesson, LINKED[story.size])):
        return story.say(row["text"])
    return Flow(text=story.say(row["text"]), lesson=lesson)


def _finds(story: Story, lesson: str, share: float) -> bool:
    """Whether an author links a lesson: seldom one that others are at work on."""
    return story.chance.happens(share * (NOTED if lesson in story.open_lessons else 1))


def _items(story: Story, factors: list[str], learned: set[str], until: date) -> list[Any]:
    items: list[Any] = [
        _item(story, row, factors, learned, until)
        for row in _chosen_actions(story, factors, learned)
    ]
    if story.size == "full" and story.chance.happens(0.2):
        items.insert(0, Comment(story.any("comments_actions")))
    return items


def _chosen_actions(story: Story, factors: list[str], learned: set[str]) -> list[Table]:
    """Actions on the factors that the author tells of, then some on what else was learned."""
    own = [
        row
        for row in story.one.scenario.actions
        if not factors
        or not row["addresses"]
        or set(row["addresses"]) & set(factors)
        or _is_main(story, row)
    ]
    own = own[: {"full": len(own), "medium": 3, "brief": 1}[story.size]]
    if story.sloppy:
        own = own[: max(1, len(own) - 2)]
    common = chosen(story.chance, words()["actions"], story.one)
    fitting = [row for row in common if row.get("lesson") in learned]
    return [*own, *fitting[: {"full": 2, "medium": 1, "brief": 0}[story.size]]]


def _is_main(story: Story, row: Table) -> bool:
    """Whether it is the action item that was open when an incident happened once more."""
    return story.one.repeats and row is story.one.scenario.actions[0]


def _names_lesson(story: Story, row: Table, learned: set[str]) -> bool:
    """Whether an author says which lesson an action item puts into practice."""
    if "lesson" not in row:
        return False
    if _is_main(story, row):
        return True
    if row["lesson"] in learned:
        return story.chance.happens(NAMED)
    return _finds(story, row["lesson"], WORKED_ON)


def _item(story: Story, table: Table, factors: list[str], learned: set[str], until: date) -> Row:
    chance = story.chance
    agreed = story.one.phases["resolved"].date() + timedelta(days=chance.whole(1, 6))
    due = _working_day(agreed + timedelta(days=chance.whole(*DAYS[table["kind"]])))
    item: Row = {"id": table["id"], "text": story.say(table["text"]), "kind": table["kind"]}
    item["owner"] = table["owner"].format_map(story.facts)
    item["due"] = due.isoformat()
    item |= _state(story, agreed, due, until, _is_main(story, table))
    addressed = [name for name in table.get("addresses", []) if name in factors]
    item |= {"addresses": addressed} if addressed else {}
    if table["kind"] == "prevent" or chance.happens(0.7):
        item["measured_by"] = story.say(table["check"])
        item |= _verification(story, item, until)
    if _names_lesson(story, table, learned):
        item["lesson"] = table["lesson"]
    if chance.happens(0.6):
        number = 100 + story.one.number * 3 + chance.whole(0, 2)
        key = story.facts["team"][:4].upper()
        item["tracker"] = f"https://tracker.pomlett.example/{key}-{number}"
    if story.sloppy:
        for name in chance.some(["owner", "owner", "due", "measured_by", "state"], 2):
            item.pop(name, None)
        if "state" not in item:
            item.pop("done_on", None)
    return item


def _state(story: Story, agreed: date, due: date, until: date, main: bool) -> Row:
    """How far an action item has come by the last day."""
    chance = story.chance
    outcome = chance.deal("outcome", OUTCOMES)
    late = round(chance.random.gauss(-4, 9)) if chance.happens(0.85) else chance.whole(10, 120)
    done = max(agreed + timedelta(days=1), due + timedelta(days=late))
    again = story.one.came_back
    if main and again:
        outcome = chance.pick(("done", "done", "done", "left"))
        done = max(done, _working_day(again + timedelta(days=chance.whole(4, 40))))
    if outcome == "left" and until - due > ABANDONED and chance.happens(0.85):
        outcome = "cancelled"
    if outcome == "left" or (outcome != "cancelled" and done > until):
        begun = chance.happens(0.5) and agreed < until
        return {"state": "in-progress" if begun else "open"}
    if outcome == "cancelled":
        return {"state": "cancelled"}
    if outcome == "unrecorded":
        return {}
    if outcome == "undated":
        return {"state": "done"}
    return {"state": "done", "done_on": done.isoformat()}


def _verification(story: Story, item: Row, until: date) -> Row:
    """When the measure of a done action item was taken, and what shows its effect."""
    chance = story.chance
    if "done_on" not in item or not chance.happens(VERIFIED):
        return {}
    day = date.fromisoformat(item["done_on"]) + timedelta(days=chance.whole(1, 21))
    if day > until:
        return {}
    verification: Row = {"verified_on": day.isoformat()}
    if chance.happens(0.6):
        number = 100 + story.one.number * 3 + chance.whole(0, 2)
        address = f"https://exercises.pomlett.example/{number}"
        verification["evidence"] = [f"{item['measured_by']}: seen on {day}", address]
    return verification


def open_until(learned: Row) -> Iterator[tuple[str, date]]:
    """The lessons that action items are at work on, each with the day on which that ends."""
    for item in learned.get("action_items", []):
        if isinstance(item, Comment) or "lesson" not in item:
            continue
        if item.get("state") in ("open", "in-progress"):
            yield item["lesson"], date.max
        elif "done_on" in item:
            yield item["lesson"], date.fromisoformat(item["done_on"])


def _working_day(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def plans(story: Story, section: str, items: list[Row]) -> Row:
    """`remediation` or `prevention`: action items by what they change, and some words."""
    into = {row["id"]: row.get("into", ()) for row in _all_actions(story)}
    table = words()[section]
    found: Row = {}
    for place in PLACES[section]:
        key = KEYS.get(place, place)
        entries = [item["id"] for item in items if place in into[item["id"]]]
        if not entries or story.chance.happens(0.35):
            entries.append(story.say(story.chance.pick(table[key])))
        found[key] = entries
    return found


def _all_actions(story: Story) -> list[Table]:
    return [*story.one.scenario.actions, *words()["actions"]]
