"""Every number of the insights is what the YAML says, counted by other code."""

import re
from collections import Counter
from datetime import timedelta
from statistics import median
from zoneinfo import ZoneInfo

import pytest

from tests.conftest import TODAY
from tests.site.recount import Count
from tests.site.shown import Case, Page, listed
from tests.site.told import Item, Told
from tests.site.words import count, length, plain

GROUPS: dict[str, list[str | None]] = {
    "Alert": ["alert", "automation"],
    "Staff": ["monitoring", "employee", "audit"],
    "Customers": ["customer"],
    "Others outside": ["partner", "researcher"],
    "Not known": ["unknown", None],
}


def percent(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)} %" if whole >= 10 else f"{part} of {whole}"


def part(page: Page, anchor: str) -> str:
    """The text below a heading, up to the next question."""
    texts = []
    for element in page.article.select(f"#{anchor} ~ *"):
        if element.name == "h2":
            break
        texts.append(" ".join(element.get_text(" ").split()))
    return re.sub(r"\s+([,.;:)])", r"\1", " ".join(texts)).replace("( ", "(")


def tile(page: Page, anchor: str) -> str:
    number = page.article.select_one(f".pm-tiles li:has(a[href='#{anchor}']) strong")
    return number.get_text() if number else ""


@pytest.fixture
def page(case: Case) -> Page:
    return case.page("insights")


def method(one: Told) -> str | None:
    return one.section("detection").get("method")


def test_who_detected_incidents(case: Case, page: Page) -> None:
    incidents = case.count.incidents
    groups = {
        name: [one for one in incidents if method(one) in values] for name, values in GROUPS.items()
    }
    known = len(incidents) - len(groups["Not known"])
    customers, alert = groups["Customers"], groups["Alert"]
    text = part(page, "detection")
    assert (
        f"Customers noticed {count(len(customers), 'incident')} of {known} before anyone else did "
        f"({percent(len(customers), known)}). An alert detected {len(alert)} "
        f"({percent(len(alert), known)}), staff {len(groups['Staff'])}, "
        f"others outside {len(groups['Others outside'])}."
    ) in text
    assert tile(page, "detection") == percent(len(customers), known)
    without = sum(method(one) is None for one in incidents)
    unknown = len(groups["Not known"]) - without
    assert f"{count(unknown, 'incident')} with the value unknown, and {without} without" in text
    years = sorted({one.day.year for one in incidents}, reverse=True)[:12]
    assert page.picture("Detection by year") == [
        [
            str(year),
            *(str(sum(one.day.year == year for one in rows) or "") for rows in groups.values()),
        ]
        for year in years
    ]
    assert page.table("Found first by customers") == listed(case, customers[:5])


def test_what_started_outside_working_hours(case: Case, page: Page) -> None:
    text = part(page, "working-hours")
    if not case.quiet:  # the demonstration does not set the option
        assert "set the plugin's option working_hours" in text
        return

    def period(one: Told, phase: str) -> str:
        local = one.times[phase][0].astimezone(ZoneInfo("Europe/Berlin"))
        if local.isoweekday() > 5:
            return "On another day"
        is_within = "08:00" <= f"{local:%H:%M}" < "18:00"
        return "Within working hours" if is_within else "On a working day, outside its hours"

    numbers = {
        phase: Counter(period(one, phase) for one in case.count.incidents if phase in one.times)
        for phase in ("started", "detected")
    }
    started = numbers["started"].total()
    outside = started - numbers["started"]["Within working hours"]
    assert f"{outside} incidents of {started} started outside working hours" in text
    assert f"({percent(outside, started)}). Working hours are 30 % of a week" in text
    assert tile(page, "working-hours") == percent(outside, started)
    assert page.table("How many incidents start outside working hours?") == [
        [name, str(numbers["started"][name]), str(numbers["detected"][name])]
        for name in (
            "Within working hours",
            "On a working day, outside its hours",
            "On another day",
        )
    ]


def states(items: list[Item]) -> list[str]:
    number = Counter(item.standing for item in items)
    late = sum(bool(item.overdue(TODAY)) for item in items)
    return [
        str(len(items)),
        str(number["done"]),
        percent(number["done"], len(items)),
        *map(str, (number["open"], late, number["cancelled"], number["unknown"])),
    ]


def test_whether_action_items_are_completed(case: Case, page: Page) -> None:
    recount, items = case.count, case.count.items
    done = [item for item in items if item.standing == "done"]
    days = [max(0, (item.done_on - item.of.day).days) for item in done if item.done_on]
    text = part(page, "completion")
    share = percent(len(done), len(items))
    assert f"{len(done)} of {count(len(items), 'action item')} are done ({share})" in text
    assert tile(page, "completion") == share
    assert f"and {len(done) - len(days)} done without done_on" in text
    middle = f"were done within {count(round(median(days)), 'day')} of the incident, the last after"
    assert (f"{middle} {count(max(days), 'day')}." in text) == (len(days) >= 10)
    limits = [(-1, 7), (7, 30), (30, 90), (90, 180), (180, 10**6)]
    numbers = [sum(low < number <= high for number in days) for low, high in limits]
    assert [int(row[1]) for row in page.picture("Days until done")] == numbers
    kinds = ["prevent", "detect", "mitigate", "repair", "process"]
    by_kind = [(kind, [item for item in items if item.row.get("kind") == kind]) for kind in kinds]
    assert page.table("By kind") == [
        [kind.capitalize(), *states(group)] for kind, group in by_kind if group
    ]
    by_severity = [
        (recount.level(name), [item for item in items if item.of.data["severity"] == name])
        for name in recount.severities
    ]
    assert page.table("By severity") == [
        [title, *states(group)] for title, group in by_severity if group
    ]


def fixes(recount: Count, lesson: str) -> list[tuple[Told, list[Item]]]:
    """The incidents whose action items for a lesson are all done on recorded days."""
    complete = []
    for one in recount.taught(lesson):
        items = [item for item in one.items if item.row.get("lesson") == lesson]
        items = [item for item in items if item.standing != "cancelled"]
        if items and all(item.done_on and item.done_on >= one.day for item in items):
            complete.append((one, items))
    return complete


def test_whether_fixes_held(case: Case, page: Page) -> None:
    recount = case.count
    rows = {}
    same_services = 0
    for lesson in recount.lessons:
        complete = [
            (max(item.done_on for item in items if item.done_on), one)
            for one, items in fixes(recount, lesson)
        ]
        if not complete:
            continue
        last = max(day for day, _ in complete)
        later = [one for one in recount.taught(lesson) if any(day < one.day for day, _ in complete)]
        after = [one.day for one in later if one.day > last]
        days_held = count(((min(after) if after else TODAY) - last).days, "day")
        rows[plain(recount.lessons[lesson]["statement"])] = [
            str(len(later) or ""),
            str(max(one.day for one in later)) if later else "",
            str(last),
            days_held if after else f"{days_held} so far",
        ]
        same_services += any(
            set(one.services) & set(fixed.services)
            for one in later
            for day, fixed in complete
            if day < one.day
        )
    back = sum(bool(row[0]) for row in rows.values())
    text = part(page, "fixes")
    assert f"{back} of {count(len(rows), 'lesson')} with a completed fix came back after it" in text
    assert f"{len(rows) - back} did not come back since." in text
    assert tile(page, "fixes") == f"{back} of {len(rows)}"
    in_same_service = int(re.findall(r"came back after it, (\d+) in a service", text)[0])
    assert in_same_service <= same_services, (
        "only the last fix before an incident is compared with it"
    )
    table_rows = page.table("Do fixes hold?")
    assert len(table_rows) == min(10, len(rows))
    for statement, number, _, *others in table_rows:
        assert [number, *others] == rows[statement], statement


def test_what_stops_incidents(case: Case, page: Page) -> None:
    texts = {
        one: [
            text
            for key in ("rollback", "traffic", "scaling", "patches")
            for text in [(one.section("response").get("stabilization") or {}).get(key) or []]
            for text in ([text] if isinstance(text, str) else text)
        ]
        for one in case.count.incidents
    }
    recorded = [one for one, own in texts.items() if own]
    text = part(page, "measures")
    assert f"of {count(len(recorded), 'incident')} that record any" in text
    without = len(texts) - len(recorded)
    assert f"{without} of {count(len(texts), 'incident')} record no immediate action" in text
    assert f" of {sum(map(len, texts.values()))} that only sa" in text
    restarted = re.compile(r"\b(restart|reboot|started (again|by hand))", re.IGNORECASE)
    in_vain = re.compile(r"did not (help|bring)")
    taken = {one: [t for t in own if not in_vain.search(t)] for one, own in texts.items()}
    number = sum(any(map(restarted.search, parts)) for parts in taken.values())
    assert dict(page.picture("Immediate actions"))["Restarted"] == str(number)
    for row in page.picture("Immediate actions by trigger"):
        assert sum(int(cell or 0) for cell in row[1:]) >= 1


def test_customer_hours(case: Case, page: Page) -> None:
    rows, users_known, impairing = [], 0, [one for one in case.count.incidents if one.impairs]
    for one in impairing:
        users = (one.section("impact").get("user") or {}).get("affected_users")
        written = str(users.get("count") if isinstance(users, dict) else users)
        number = int(written) if written.isdecimal() else None
        users_known += number is not None
        end = "mitigated" if "mitigated" in one.times else "resolved"
        if number is not None and (lasted := one.until(end)):
            rows.append((number * lasted[0] / timedelta(hours=1), one, number, lasted))
    rows.sort(key=lambda row: (-row[0], row[1].id))
    text = part(page, "customer-hours")
    known = f"{len(rows)} of {count(len(impairing), 'outages and degradation')}"
    assert f"customer-hours are recorded, by {known}" in text
    assert f"{len(impairing) - users_known} of {len(impairing)} without a number of users" in text
    assert plain_number(tile(page, "customer-hours")) == pytest.approx(
        sum(row[0] for row in rows), rel=0.05
    )
    table_rows = page.table("How many customer-hours did incidents take?")
    assert [row[:3] for row in table_rows] == [
        [plain(one.data["title"]), f"{users:,}", length(*lasted)]
        for _, one, users, lasted in rows[:5]
    ]
    for row, (hours, *_) in zip(table_rows, rows, strict=False):
        assert plain_number(row[3]) == pytest.approx(hours, rel=0.05)


def plain_number(words: str) -> float:
    number, _, size = words.replace(",", "").partition(" ")
    return float(number) * {"": 1, "million": 1e6, "billion": 1e9}[size]


def test_which_services_are_exposed(case: Case, page: Page) -> None:
    recount = case.count
    exposed: dict[str, set[str]] = {name: set() for name in recount.services}
    own: Counter[str] = Counter()
    for lesson in recount.lessons:
        taught = recount.taught(lesson)
        failed = {name for one in taught for name in one.services}
        fixed = {
            name
            for one in taught
            if any(i.row.get("lesson") == lesson and i.standing == "done" for i in one.items)
            for name in one.services
        }
        concerned: set[str] = set(failed)
        before: set[str] = set()
        while concerned != before:
            before = set(concerned)
            concerned |= {
                name
                for name, service in recount.services.items()
                if before & set(service.get("depends_on") or [])
            }
        for name in concerned - fixed:
            exposed[name].add(lesson)
            own[name] += name in failed
    wanted = [
        (recount.service(name), len(lessons), own[name])
        for name, lessons in exposed.items()
        if lessons
    ]
    wanted.sort(key=lambda row: (-row[1], row[0]))
    assert tile(page, "exposed") == f"{len(wanted)} of {len(recount.services)}"
    table_rows = page.table("Which services are exposed to a lesson?")
    assert [tuple(row[:3]) for row in table_rows] == [
        (name, str(number), str(direct)) for name, number, direct in wanted[:10]
    ]
    assert f"to the most, {wanted[0][1]}." in part(page, "exposed")
