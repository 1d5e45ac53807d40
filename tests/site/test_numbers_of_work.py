"""Every number on actions and on the pages of incidents is what the YAML says."""

import json
import re
from collections import Counter
from collections.abc import Iterator

from tests.conftest import TODAY
from tests.site.shown import Case, again_in, came_back, in_order, tidy
from tests.site.told import Item
from tests.site.words import count, gap, length, plain


def shares(items: list[Item], names: dict[Item, list[str]]) -> Iterator[tuple[str, str, str]]:
    """Open action items by a name, the most overdue first, as (name, open, overdue)."""
    late = Counter(name for item in items for name in names[item] if item.overdue(TODAY))
    number = Counter(name for item in items for name in names[item])
    for name in sorted(number, key=lambda name: (-late[name], -number[name], name)):
        yield name, str(number[name]), str(late[name] or "")


def test_the_totals_of_action_items(case: Case) -> None:
    page, told = case.page("actions"), case.count
    assert f"{count(len(told.items), 'action item')}: {told.totals(told.items)}." in page.text
    unknown = sum(item.standing == "unknown" for item in told.items)
    assert re.search(rf"{count(unknown, 'action item')} (has|have) no recorded state", page.text)
    pairs = in_order(case)
    open_still = [
        (later, earlier, [back for back in backs if back[0].standing == "open"])
        for later, earlier, backs in pairs
    ]
    open_still = [pair for pair in open_still if pair[2]]
    for pair in open_still[:25]:
        assert came_back(*pair, again_in(case, *pair[:2])) in page.text
    if past := len(pairs) - len(open_still):
        more = "more recurrence" if open_still else "recurrence"
        assert f"{count(past, more)} happened while a fix was open" in page.text


def test_open_action_items(case: Case) -> None:
    page, told = case.page("actions"), case.count
    waiting = [item for item in told.items if item.standing == "open"]
    late = sorted((i for i in waiting if i.overdue(TODAY)), key=lambda i: -i.overdue(TODAY))
    ahead = [i for i in waiting if i.due and not i.overdue(TODAY)]
    groups = {
        "Overdue": late,
        "Open, not yet due": ahead,
        "Open, without a due date": [item for item in waiting if not item.due],
    }
    for heading, items in groups.items():
        if not items:
            assert heading not in page.lines("h2")
            continue
        shown = [[row[0], row[4], row[5], row[6]] for row in page.table(heading)]
        assert sorted(shown) == sorted(
            [
                plain(item.row["text"]),
                str(item.due or ""),
                item.state(TODAY),
                count(item.age(TODAY) or 0, "day"),
            ]
            for item in items
        )
    if waiting:
        owner = {item: [item.row.get("owner", "Not recorded")] for item in waiting}
        service = {item: [told.service(name) for name in item.of.services] for item in waiting}
        by_owner = [tuple(row[:3]) for row in page.table("By owner")]
        assert by_owner == list(shares(waiting, owner))
        by_service = [tuple(row[:3]) for row in page.table("By service")]
        assert sorted(by_service) == sorted(shares(waiting, service))


def test_how_late_postmortems_are(case: Case) -> None:
    wanted = {}
    for one in case.count.incidents:
        within = (case.count.severities.get(one.data["severity"]) or {}).get("publish_within")
        document = (one.data.get("document") or {}).get("status", "draft")
        over = one.data.get("status", "resolved") == "resolved" and "resolved" in one.times
        if over and within and document in ("draft", "in-review"):
            late = (TODAY - one.times["resolved"][0].date()).days - within
            if late > 0:
                wanted[plain(one.data["title"])] = count(late, "day")
    page = case.page("actions")
    if "Incomplete postmortems" in page.text:
        missing = {row[0]: row[3] for row in page.table("Incomplete postmortems") if row[3]}
        assert missing == wanted


def test_the_table_of_all_action_items(case: Case) -> None:
    table = json.loads((case.site / "actions" / "table.json").read_text(encoding="utf-8"))
    columns = {column["title"]: column.get("values") for column in table["columns"]}
    items = case.count.items
    assert columns["Age, days"] == [item.age(TODAY) for item in items]
    assert columns["Overdue, days"] == [item.overdue(TODAY) or None for item in items]
    owners = next(facet for facet in table["facets"] if facet["name"] == "owner")
    names = [owners["values"][row[0]][1] for row in owners["rows"]]
    assert names == [item.row.get("owner", "not recorded") for item in items]


def test_the_numbers_of_every_incident(case: Case) -> None:
    told = case.count
    for one in told.incidents:
        page = case.page(f"incidents/{one.id}")
        facts = [line.split(": ", 1) for line in page.lines(".pm-phases li")]
        wanted = []
        for name, phase in (
            ("detect", "detected"),
            ("acknowledge", "acknowledged"),
            ("mitigate", "mitigated"),
            ("resolve", "resolved"),
        ):
            lasted = one.until(phase)
            if lasted or name == "resolve":
                words = length(*lasted) if lasted else one.to_resolve(TODAY)
                wanted.append([f"Time to {name}", words])
        assert [fact for fact in facts if fact[0].startswith("Time to")] == wanted, one.id
        labels = {"started": "Start time"} | {p: p.capitalize() for p in list(one.times)[1:]}
        labels = {phase: labels.get(phase, phase.capitalize()) for phase in one.times}
        order = sorted(one.times, key=lambda phase: one.times[phase][0])
        shown = [line.split(": ", 1) for line in page.lines("h2#overview + details > ul > li")]
        shown = [line for line in shown if line[0] in labels.values()]
        assert [line[0] for line in shown] == [labels[phase] for phase in order], one.id
        for (_, words), phase in zip(shown, order, strict=True):
            at, about = one.times[phase]
            clock = f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"
            assert words == f"{'about ' if about else ''}{at:%Y-%m-%d} {clock} UTC", one.id


def test_what_incidents_say_of_lessons_and_of_what_came_back(case: Case) -> None:
    told, pairs = case.count, in_order(case)
    for one in told.incidents:
        page = case.page(f"incidents/{one.id}")
        rows_of = [*(one.section("lessons").get(part) or [] for part in ("improve", "got_lucky"))]
        named = {row.get("lesson") for part in rows_of for row in part if isinstance(row, dict)}
        shared = [name for name in one.lessons if len(told.taught(name)) > 1]
        for lesson in shared[:2]:
            taught = told.taught(lesson)
            at = taught.index(one)
            for when, number, other in (
                ("earlier", at, taught[at - 1] if at else None),
                ("later", len(taught) - 1 - at, taught[at + 1] if at + 1 < len(taught) else None),
            ):
                if other:
                    waited = gap(abs((one.day - other.day).days))
                    more = f" and {number - 1:,} more" if number > 1 else ""
                    place = f"{plain(other.data['title'])}, {waited} {when}{more}"
                    assert place in page.text, one.id
        for lesson in (name for name in one.lessons if name in named):
            taught = told.taught(lesson)
            at = taught.index(one)
            if at:
                waited = gap((one.day - taught[at - 1].day).days)
                words = f"taught before by {count(at, 'incident')}, most recently {waited} earlier"
                assert words in page.text, one.id
            elif len(taught) > 1:
                later = count(len(taught) - 1, "later incident")
                assert f"taught again by {later}" in page.text, one.id
        own = [pair for pair in pairs if one in pair[:2]]
        for after, before, backs in own[:3]:
            waited = gap((after.day - before.day).days).capitalize()
            verb = "after" if one is after else "later,"
            assert f"{waited} {verb}" in page.text, one.id
            which = "that" if one is after else "this"
            items = count(len(backs), "action item")
            assert f"with {items} of {which} incident open then" in page.text, one.id
        for row, item in zip(page.article.select("tr:has(a[id^=action-])"), one.items, strict=True):
            assert tidy(row.find_all("td")[-1]) == item.state(TODAY), one.id


def test_the_seven_steps_are_counted_as_they_are_listed(case: Case) -> None:
    for one in case.count.incidents[:40]:
        page = case.page(f"incidents/{one.id}")
        steps = page.table("Seven steps")
        number = sum(row[1] == "Yes" for row in steps)
        assert len(steps) == 7
        assert f"{number} of the template's seven steps can be found" in page.text
        rows_acted = sum(bool(row.get("action")) for row in one.data.get("timeline") or [])
        whole = sum(
            bool(row.get("action") and row.get("result")) for row in one.data.get("timeline") or []
        )
        if rows_acted:
            total = len(one.data["timeline"])
            words = f"{rows_acted} of {total} rows have an action, {whole} a result too"
            assert steps[3][2] == words, one.id
