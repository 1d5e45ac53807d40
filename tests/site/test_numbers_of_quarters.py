"""Every number of home's answers and of the reports of quarters is what the YAML says."""

import json
import re
from collections import Counter
from datetime import date, timedelta

import feedparser
from bs4 import Tag

from tests.conftest import TODAY
from tests.site.recount import Count
from tests.site.shown import Case, Page, again_in, listed, rows, tidy
from tests.site.told import Item, Told
from tests.site.words import ago, count, gap, plain

Quarter = tuple[int, int]
LISTED = 12


def quarter_of(day: date) -> Quarter:
    return day.year, (day.month - 1) // 3 + 1


def first_day(quarter: Quarter) -> date:
    return date(quarter[0], 3 * quarter[1] - 2, 1)


def after(quarter: Quarter, number: int) -> Quarter:
    at = quarter[0] * 4 + quarter[1] - 1 + number
    return at // 4, at % 4 + 1


def named(quarter: Quarter) -> str:
    return f"{quarter[0]} Q{quarter[1]}"


def slug(quarter: Quarter) -> str:
    return f"{quarter[0]}-Q{quarter[1]}"


def incidents_of(recount: Count, quarter: Quarter, end: date | None = None) -> list[Told]:
    end = min(end or date.max, first_day(after(quarter, 1)) - timedelta(days=1))
    return [one for one in recount.incidents if first_day(quarter) <= one.day <= end]


def quarters(recount: Count) -> list[Quarter]:
    return sorted({quarter_of(one.day) for one in recount.incidents}, reverse=True)


def sentence(case: Case, quarter: Quarter) -> str:
    """What a page says of the number of incidents of a quarter."""
    recount = case.count
    number = len(incidents_of(recount, quarter))
    over = first_day(after(quarter, 1)) <= TODAY
    until = f" (to {TODAY.day} {TODAY:%B})"
    head = f"{count(number, 'incident')}" if number else "No incident"
    head += f" in {named(quarter)}" if over else f" so far in {named(quarter)}{until}"
    if not case.quiet:
        return f"{head}."
    days = (TODAY - first_day(quarter)).days + 1
    parts = []
    for other in (after(quarter, -1), after(quarter, -4)):
        end = None if over else first_day(other) + timedelta(days=days - 1)
        begun = min(one.day for one in recount.incidents)
        last = min(end or date.max, first_day(after(other, 1)) - timedelta(days=1))
        if begun > last:
            continue
        then = len(incidents_of(recount, other, end))
        less = f"{abs(number - then)} {'more' if number > then else 'fewer'} than"
        less = "as many as" if number == then else less
        which = "the first day of " if days == 1 else f"the first {days} days of "
        recorded = f", recorded from {begun}" if begun > first_day(other) else ""
        parts.append(f"{less} in {'' if over else which}{named(other)} ({then}{recorded})")
    if not parts:
        return f"{head}. No earlier quarter is on record to compare it with."
    if not number and all("(0)" in part for part in parts):
        where = " or ".join(part.partition(" in ")[2].removesuffix(" (0)") for part in parts)
        return f"{head}, and none in {where}."
    return f"{head}: {', '.join(parts)}."


def section(page: Page, name: str) -> Tag:
    head = page.article.select_one(f"#{name}")
    assert head and isinstance(head.parent, Tag)
    return head.parent


def test_home_says_what_is_open_now(case: Case) -> None:
    ongoing = [one for one in case.count.incidents if one.is_ongoing]
    part = section(case.page(), "open-now")
    if not ongoing:
        assert "No incident is open." in tidy(part)
        return
    table_rows = [tidy(item) for item in part.select("ul > li") if not item.find_parent("li")]
    assert len(table_rows) == min(len(ongoing), 6)
    for one in ongoing[: 6 if len(ongoing) <= 6 else 0]:
        (row,) = [text for text in table_rows if plain(one.data["title"]) in text]
        assert case.count.level(one.data["severity"]) in row
        assert one.to_resolve(TODAY) in row
        assert all(case.count.service(name) in row for name in one.services)


def test_home_says_what_is_overdue_and_whose(case: Case) -> None:
    late: dict[str, list[Item]] = {}
    for item in sorted(case.count.items, key=lambda item: -item.overdue(TODAY)):
        if item.overdue(TODAY):
            late.setdefault(item.row.get("owner", "Not recorded"), []).append(item)
    part = section(case.page(), "overdue")
    if not late:
        assert "No action item is overdue." in tidy(part)
        return
    table = part.find("table")
    assert isinstance(table, Tag)
    assert rows(table) == [
        [
            owner,
            str(len(items)),
            count(items[0].overdue(TODAY), "day"),
            plain(items[0].row["text"]),
        ]
        for owner, items in list(late.items())[:6]
    ]
    number = sum(map(len, late.values()))
    assert f"{count(number, 'action item')} {'is' if number == 1 else 'are'} overdue" in tidy(part)


def test_home_compares_this_quarter(case: Case) -> None:
    part = section(case.page(), "this-quarter")
    assert tidy(part.select("strong")[0]) == sentence(case, quarter_of(TODAY))


def fix_then(recount: Count, lesson: str, later: Told, before: list[Told]) -> tuple[str, set[str]]:
    """The state of the fix when a lesson came back, and the incidents that it can be of."""
    own = {
        one.id: [
            i for i in one.items if i.row.get("lesson") == lesson and i.standing != "cancelled"
        ]
        for one in before
    }
    finished = {
        name: max(i.done_on for i in items if i.done_on)
        for name, items in own.items()
        if items and all(i.done_on and i.done_on >= i.of.day for i in items)
    }
    done = {name for name, day in finished.items() if day < later.day}
    if done:
        return "its fix was done", done
    waiting = {name for name, items in own.items() if any(i.was_open(later.day) for i in items)}
    if waiting:
        return "its fix was open", waiting
    return ("fix not recorded" if any(own.values()) else "no fix"), {before[-1].id}


def test_lessons_that_came_back_say_whether_their_fix_had_been_done(case: Case) -> None:
    recount = case.count
    states: Counter[str] = Counter()
    lines = set()
    for lesson in recount.lessons:
        taught = recount.taught(lesson)
        for at, later in enumerate(taught[1:], 1):
            state, earlier = fix_then(recount, lesson, later, taught[:at])
            states[state] += 1
            statement = plain(recount.lessons[lesson]["statement"].removesuffix("."))
            when = ago((TODAY - later.day).days)
            back = f"{state} {statement}: {plain(later.data['title'])}, {when}"
            lines |= {
                f"{back}, {again_in(case, later, one)}{gap((later.day - one.day).days)} after "
                f"{plain(one.data['title'])}"
                for one in taught
                if one.id in earlier
            }
    part = section(case.page(), "came-back")
    table_rows = [tidy(item) for item in part.select("li")]
    assert 0 < len(table_rows) <= 5
    assert set(table_rows) <= lines
    words = {
        "its fix was done": "after their fix was done",
        "its fix was open": "while it was open",
        "fix not recorded": "with a fix whose state then is not recorded",
        "no fix": "without a fix",
    }
    counts = ", ".join(f"{states[state]} {text}" for state, text in words.items() if states[state])
    assert f"came back {count(states.total(), 'time')}: {counts}." in tidy(part)


def test_every_quarter_has_a_report_that_counts_its_incidents(case: Case) -> None:
    recount = case.count
    built = {path.parent.name for path in (case.site / "quarters").glob("*/index.html")}
    assert built == set(map(slug, quarters(recount)))
    for quarter in quarters(recount):
        page, own = case.page(f"quarters/{slug(quarter)}"), incidents_of(recount, quarter)
        assert page.lines("strong")[0] == sentence(case, quarter)
        levels = Counter(one.data["severity"] for one in own)
        cells = page.picture("Incidents by severity")[0]
        heads = page.lines(".pm-stacks thead th")[1:-1]
        assert cells[1:] == [*(str(levels[name]) for name in heads), str(len(own))]
        table_rows = page.table("Incidents")
        everything = listed(case, own)
        assert len(table_rows) == min(len(own), LISTED)
        assert all(row in everything for row in table_rows)
        order = list(map(recount.level, recount.severities))
        ranks = [order.index(row[2]) for row in table_rows]
        severities = [recount.level(one.data["severity"]) for one in own]
        assert ranks == sorted(map(order.index, severities))[:LISTED]


def test_every_quarter_counts_its_new_action_items_and_those_done_and_overdue(case: Case) -> None:
    recount = case.count
    for quarter in quarters(recount):
        page, own = case.page(f"quarters/{slug(quarter)}"), incidents_of(recount, quarter)
        if promised := [item for one in own for item in one.items]:
            words = f"have {count(len(promised), 'action item')}: {recount.totals(promised)}."
            assert words in page.text
        done = [
            item
            for item in recount.items
            if item.standing == "done" and item.done_on and quarter_of(item.done_on) == quarter
        ]
        end = min(first_day(after(quarter, 1)) - timedelta(days=1), TODAY)
        late = [item for item in recount.items if item.of.day <= end and item.overdue(end)]
        text = section(page, "kept").get_text()
        text = " ".join(text.split()).partition("Done and overdue")[2]
        number = sum(item.of in own for item in done)
        assert re.match(
            rf"{count(len(done), 'action item')} (was|were) done in the quarter",
            text[0:].strip("¶ "),
        )
        assert not done or f", {number} of them of its own incidents" in text
        assert (
            f"{count(len(late), 'action item')} {'was' if len(late) == 1 else 'were'} overdue"
            in text
        )


def test_every_quarter_lists_the_lessons_that_its_incidents_taught(case: Case) -> None:
    recount = case.count
    for quarter in quarters(recount):
        page, own = case.page(f"quarters/{slug(quarter)}"), incidents_of(recount, quarter)
        taught = {name for one in own for name in one.lessons if name in recount.lessons}
        new = sum(recount.taught(name)[0] in own for name in taught)
        text = page.text
        if len(taught) > new:
            assert f"{count(len(taught) - new, 'lesson')} came back:" in text
        if new:
            assert f"{count(new, 'lesson')} {'was' if new == 1 else 'were'} new:" in text


BY = {
    "alert": ("alert", "automation"),
    "staff": ("monitoring", "employee", "audit"),
    "customers": ("customer",),
    "others": ("partner", "researcher"),
    "not known": ("unknown", None),
}


def test_every_quarter_says_who_detected_its_incidents(case: Case) -> None:
    for quarter in quarters(case.count):
        methods = [
            (one.data.get("detection") or {}).get("method")
            for one in incidents_of(case.count, quarter)
        ]
        numbers = {name: sum(one in values for one in methods) for name, values in BY.items()}
        words = ", ".join(f"{name} {number}" for name, number in numbers.items() if number)
        text = case.page(f"quarters/{slug(quarter)}").text
        is_known = numbers["not known"] < len(methods)
        assert ("Detected first by" in text) == is_known
        assert not is_known or f"Detected first by: {words}." in text


def test_years_and_incidents_lead_to_their_quarters(case: Case) -> None:
    recount = case.count
    for year in {one.day.year for one in recount.incidents}:
        links = case.page(f"years/{year}").article.select("a[href*='quarters/']")
        own = sorted({quarter_of(one.day) for one in recount.incidents if one.day.year == year})
        assert [tidy(link) for link in links] == list(map(named, own))
    newest = recount.incidents[0]
    page = case.page(f"incidents/{newest.id}")
    (link,) = page.article.select(f".pm-crumb a[href$='quarters/{slug(quarter_of(newest.day))}/']")
    assert tidy(link) == f"Q{quarter_of(newest.day)[1]}"


def test_the_feed_and_the_records_of_quarters(case: Case) -> None:
    recount = case.count
    path = case.site / "quarters" / "feed.xml"
    entries = feedparser.parse(path.read_text(encoding="utf-8")).entries
    over = [one for one in quarters(recount) if first_day(after(one, 1)) <= TODAY]
    assert [entry.title for entry in entries] == [
        f"{named(one)}: {count(len(incidents_of(recount, one)), 'incident')}" for one in over[:20]
    ]
    for entry, quarter in zip(entries, over, strict=False):
        assert entry.summary.startswith(sentence(case, quarter))
    api = json.loads((case.site / "api" / "v1" / "quarters.json").read_text(encoding="utf-8"))
    assert [one["name"] for one in api["quarters"]] == list(map(slug, quarters(recount)))
    for record, quarter in zip(api["quarters"], quarters(recount), strict=True):
        own = incidents_of(recount, quarter)
        assert record["severities"] == Counter(one.data["severity"] for one in own)
        assert sorted(record["incidents"]) == sorted(one.id for one in own)
