"""Every number on home, severity and services is what the YAML says, counted by other code."""

import re
from collections import Counter

from tests.conftest import TODAY
from tests.site.shown import Case, listed, over_time, rows
from tests.site.told import Told
from tests.site.words import ago, plain


def quiet_days(incidents: list[Told]) -> str:
    """Return what a service's page says of the days since its newest incident."""
    if any(one.is_ongoing for one in incidents):
        return "ongoing"
    return str((TODAY - incidents[0].day).days)


def test_the_figures_of_home(case: Case) -> None:
    told = case.count
    repeated = sum(len(told.taught(name)) > 1 for name in told.lessons)
    (line,) = case.page().lines(".pm-totals")
    assert line.startswith(
        f"{len(told.incidents)} incidents, {len(told.services)} services, "
        f"{repeated} lessons taught more than once, "
        f"{len(told.items)} action items: {told.totals(told.items)}. "
    )


def test_the_newest_incidents_and_the_years_on_home(case: Case) -> None:
    page, told = case.page(), case.count
    assert page.table("Newest incidents") == listed(case, told.incidents[:10])
    years = sorted({str(one.day.year) for one in told.incidents}, reverse=True)
    assert f"All {len(told.incidents)} incidents" in page.text
    assert [a.get_text() for a in page.article.select("a[href^='years/2']:not(svg a)")][
        : len(years)
    ] == years


def test_the_pictures_of_home(case: Case) -> None:
    page, told = case.page(), case.count
    table, marks = over_time(case, told.incidents)
    assert page.picture("Incidents over time") == table
    assert page.marks("Incidents over time") == marks
    assert page.picture("How long incidents took") == told.spreads(told.incidents)
    last = TODAY.year * 4 + (TODAY.month - 1) // 3
    columns = [f"{at // 4} Q{at % 4 + 1}" for at in range(last - 7, last + 1)]
    heat = told.heat(columns, lambda day: f"{day:%Y} Q{(day.month + 2) // 3}", 10)
    assert page.picture("Incidents of each service by quarter") == heat
    triggers = Counter(
        trigger["category"]
        for one in told.incidents
        if (trigger := one.section("root_cause").get("trigger")) and trigger.get("category")
    )
    assert page.picture("Incidents by trigger") == [
        [name.replace("-", " ").capitalize(), str(number)]
        for name, number in sorted(triggers.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


def test_the_repeat_lessons_of_home(case: Case) -> None:
    told = case.count
    repeated = [(told.taught(name), name) for name in told.lessons]
    repeated = sorted(
        (pair for pair in repeated if len(pair[0]) > 1), key=lambda pair: (-len(pair[0]), pair[1])
    )
    wanted = []
    for taught, name in repeated[:8]:
        last = taught[-1]
        items = [i for one in taught for i in one.items if i.row.get("lesson") == name]
        wanted.append(
            [
                plain(told.lessons[name]["statement"]),
                str(len(taught)),
                plain(last.data["title"]),
                f"{last.day}, {ago((TODAY - last.day).days)}",
                told.totals(items) if items else "",
            ]
        )
    assert case.page().table("Repeat lessons") == wanted


def test_every_level_of_severity(case: Case) -> None:
    page, told = case.page("severity"), case.count
    table, marks = over_time(case, told.incidents)
    assert page.picture("Incidents over time") == table
    assert page.marks("Incidents over time") == marks
    groups = {
        name: [one for one in told.incidents if one.data["severity"] == name]
        for name in told.severities
    }
    overview = page.article.select_one("table")
    assert overview
    assert [row[:2] for row in rows(overview)] == [
        [told.level(name), str(len(group))] for name, group in groups.items()
    ]
    for label in ("Time to detect", "Time to mitigate", "Time to resolve"):
        lanes = [
            [name, *row[1:]]
            for name, group in groups.items()
            for row in told.all_spreads(group)
            if row[0] == label
        ]
        if not any(lane[2] != "0" for lane in lanes):
            lanes = [[*lane[:2], *lane[3:]] for lane in lanes]
        assert page.picture(f"{label}, by severity") == lanes
    for name, group in groups.items():
        listing = page.lines(f"h2#{name.lower()} ~ ul")
        newest = [f"{one.day} {plain(one.data['title'])}: {one.to_resolve(TODAY)}" for one in group]
        assert not newest or " ".join(newest[:5]) in listing
        if len(group) > 5:
            assert f"All {len(group)} incidents" in page.text


def test_every_service_in_the_list_of_services(case: Case) -> None:
    page, told = case.page("services"), case.count
    wanted = []
    for name in sorted(told.services, key=lambda name: (-len(told.of_service(name)), name)):
        found = told.of_service(name)
        items = [item for one in found for item in one.items]
        quiet = [quiet_days(found) if found else ""] if case.quiet else []
        wanted.append(
            [
                told.service(name),
                str(len(found) or ""),
                str(found[0].day) if found else "",
                *quiet,
                str(told.without_fix(name) or ""),
                told.impaired(found) if found else "",
                told.totals(items) if items else "",
                told.services[name].get("team", ""),
            ]
        )
    table = page.article.select_one(".pm-sortable table")
    assert table and rows(table) == wanted
    assert ("Quiet longest" in page.text) == case.quiet
    last = [
        (incidents[0].day, name)
        for name in told.services
        if (incidents := told.of_service(name)) and not any(one.is_ongoing for one in incidents)
    ]
    day, name = min(last)
    if case.quiet:
        assert f"{told.service(name)}, {(TODAY - day).days:,} days since" in page.text


def test_the_heat_of_services(case: Case) -> None:
    page, told = case.page("services"), case.count
    first = told.incidents[-1].day.year
    years = [str(year) for year in range(first, TODAY.year + 1)][-15:]
    heat = told.heat(years, lambda day: str(day.year), 25)
    assert page.picture("Incidents of each service by year") == heat
    affected = {
        name for one in told.incidents if str(one.day.year) in years for name in one.services
    }
    if len(affected) > 25:
        assert f"The 25 services with the most incidents, of {len(affected)}." in page.text


def test_the_numbers_of_every_service(case: Case) -> None:
    told = case.count
    for name in told.services:
        found = told.of_service(name)
        page = case.page(f"services/{name}")
        facts = dict(line.split(": ", 1) for line in page.lines(".pm-summary li"))
        assert facts["Incidents"] == str(len(found))
        if found:
            last = found[0].day
            assert facts["Last incident"] == f"{last}, {ago((TODAY - last).days)}"
            assert facts["Time impaired"] == told.impaired(found)
            if other_kinds := sum(not one.impairs for one in found):
                assert re.search(rf"\b{other_kinds} incidents? of (other|another) kind", page.text)
            assert facts["Action items"] == told.totals(i for one in found for i in one.items)
            quiet = quiet_days(found) if case.quiet else "ongoing"
            assert facts.get("Days quiet", "ongoing") == quiet
            assert facts.get("Lessons without a fix", "0") == str(told.without_fix(name))
            late = sum(item.overdue(TODAY) > 0 for one in found for item in one.items)
            overdue = facts.get("Overdue", "0 action").split(" action")[0]
            assert overdue == str(late)
            assert page.table("Incidents") == listed(case, found[:50])
            assert (page.picture("Incidents over time"), page.marks("Incidents over time")) == (
                over_time(case, found)
            )
            if spread := told.spreads(found):
                assert page.picture("How long its incidents took") == spread
        beside = Counter(other for one in found for other in one.services if other != name)
        if beside:
            ranked = sorted(beside.items(), key=lambda pair: (-pair[1], pair[0]))[:10]
            words = ", ".join(f"{told.service(other)} ({number})" for other, number in ranked)
            assert f"Affected together with: {words}" in page.text
        kinds = [
            {str(node["category"]) for node in one.nodes if "category" in node} for one in found
        ]
        causes = Counter(cause for names in kinds for cause in names)
        if causes:
            assert page.picture("Incidents by factor") == [
                [cause.replace("-", " ").capitalize(), str(number)]
                for cause, number in sorted(causes.items(), key=lambda pair: (-pair[1], pair[0]))
            ]
