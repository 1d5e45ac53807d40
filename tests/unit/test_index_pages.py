"""The Markdown of index pages, from small corpora."""

import re
from datetime import date
from typing import Any

import pytest

from mkdocs_postmortems.indexes import INDEXES, PageContext, Site, all_pages
from postmortems.insights import CorpusFacts
from postmortems.model import Corpus, Incident, Lesson, Service
from postmortems.site_map import SiteMap
from tests.conftest import ROOT

TODAY = date(2026, 11, 1)


def incident(name: str, **more: Any) -> Incident:
    return Incident.model_validate({"id": name, "title": name, "severity": "SEV2", **more})


def affecting(service: str) -> dict[str, Any]:
    return {"system": {"services": [service]}}


def page(corpus: Corpus, path: str) -> str:
    """Return the Markdown of a page of the site of a corpus."""
    site = Site(CorpusFacts(corpus))
    body = next(p.body for p in all_pages(site, searches=True, in_nav=True) if p.path == path)
    return body(PageContext(path, {}, SiteMap(directory_urls=True).address))


def test_a_service_with_an_ongoing_incident_is_shown_as_ongoing_and_not_as_quiet() -> None:
    corpus = Corpus(
        TODAY,
        (
            incident("2026-10-03-b", impact=affecting("shop"), status="investigating"),
            incident("2026-10-02-a", impact=affecting("mail")),
        ),
        services={"shop": Service(), "mail": Service()},
    )
    shop = page(corpus, "services/shop.md")
    assert re.search(r"- \*\*Open now:\*\* \[2026-10-03-b\]\(.*\), ongoing, 29 days\n", shop)
    assert "Days quiet" not in shop
    assert "- **Days quiet:** 30\n" in page(corpus, "services/mail.md")
    table = page(corpus, "services.md")
    assert "**Quiet longest:** [mail]" in table
    assert "**Ongoing incident:** 1 service: [shop]" in table
    assert '| 2026-10-03 | <span data-sort="">ongoing</span> |' in table


@pytest.mark.parametrize("path", ["services/shop.md", "teams/sales.md"])
def test_the_lessons_of_a_service_are_said_to_count_incidents_of_all_services(path: str) -> None:
    lessons = {"improve": [{"text": "x", "lesson": "timeouts"}]}
    corpus = Corpus(
        TODAY,
        (
            incident("2026-10-03-b", impact=affecting("mail"), lessons=lessons),
            incident("2026-10-02-a", impact=affecting("shop"), lessons=lessons),
        ),
        services={"shop": Service(team="Sales"), "mail": Service()},
        lessons={"timeouts": Lesson(statement="Set timeouts.")},
    )
    section = page(corpus, path).partition("## Lessons\n")[2]
    above, _, table = section.partition("| Lesson |")
    assert "The columns count the incidents and action items of all services." in above
    assert "[2026-10-03-b]" in table


def test_home_lists_the_owners_of_overdue_items_and_says_how_many_it_leaves_out() -> None:
    items = [
        {"id": f"a{number}", "text": "Do it", "state": "open", "due": f"2026-10-{number:02}"}
        | ({"owner": f"lead-{number}"} if number > 1 else {})
        for number in range(1, 10)
    ]
    corpus = Corpus(TODAY, (incident("2026-09-01-a", lessons={"action_items": items}),))
    text = page(corpus, "index.md")
    assert "also of 3 more owners" in text
    owners = re.findall(r"^\| (?:\[(lead-\d)\]|(Not recorded))", text, re.MULTILINE)
    names = ["Not recorded", "lead-2", "lead-3", "lead-4", "lead-5", "lead-6"]
    assert ["".join(pair) for pair in owners] == names, "the longest overdue first"
    fewer = incident("2026-09-01-a", lessons={"action_items": items[:6]})
    assert "more owner" not in page(Corpus(TODAY, (fewer,)), "index.md")


def test_home_lists_open_incidents_with_their_open_action_items() -> None:
    items = [
        {"id": f"a{at}", "text": f"Do {at}", "owner": "lead", "state": "open"} for at in range(5)
    ]
    items[0] |= {"state": "done"}
    corpus = Corpus(
        TODAY,
        (
            incident("2026-10-20-b", status="investigating", severity="SEV3"),
            incident("2026-10-03-a", status="monitoring", lessons={"action_items": items}),
        ),
    )
    text = page(corpus, "index.md").partition("## Overdue")[0]
    rows = re.findall(r"^ *- .*$", text, re.MULTILINE)
    assert "[2026-10-03-a]" in rows[0] and "ongoing, 29 days" in rows[0]
    assert [re.sub(r"\]\(.*?\)", "]", row).strip() for row in rows[1:5]] == [
        "- [Do 1], [lead]",
        "- [Do 2], [lead]",
        "- [Do 3], [lead]",
        "- [and 1 more open action item]",
    ]
    assert "[2026-10-20-b]" in rows[5] and "no open action item" in rows[5]


def test_home_without_incidents_says_what_will_be_there_and_how_to_begin() -> None:
    text = page(Corpus(TODAY), "index.md")
    assert "postmortems new" in text and "postmortems import" in text
    assert "## Newest incidents" not in text and "## This quarter" not in text


def test_home_of_one_small_incident_says_what_each_part_needs() -> None:
    text = page(Corpus(TODAY, (incident("2026-10-03-a"),)), "index.md")
    for part in (
        "No incident is ",
        "No action item is recorded.",
        "**1 incident so far in 2026 Q4 (to 1 November). No earlier quarter is on record",
        "No lesson has come back.",
    ):
        assert part in text


def test_a_selection_of_incidents_is_not_compared_by_quarter() -> None:
    corpus = Corpus(TODAY, (incident("2026-10-03-b"), incident("2026-07-03-a")))
    site = Site(CorpusFacts(corpus), days_quiet=False)
    pages = {p.path: p.body for p in all_pages(site, searches=True, in_nav=True)}
    for path in ("index.md", "quarters/2026-Q4.md"):
        context = PageContext(path, {}, SiteMap(directory_urls=True).address)
        text = pages[path](context)
        assert "**1 incident so far in 2026 Q4 (to 1 November).**" in text
        assert "2026 Q3, first" not in "".join(context.texts.values())


def test_the_page_of_a_lesson_lists_its_signs_and_not_its_examples() -> None:
    lesson = Lesson(
        statement="Set timeouts.",
        signs=("Requests *hung*", "Workers waited"),
        examples=("It slept",),
    )
    text = page(Corpus(TODAY, (), lessons={"timeouts": lesson}), "lessons/timeouts.md")
    assert "## Signs\n\n- Requests \\*hung\\*\n- Workers waited\n" in text
    assert "slept" not in text
    without = page(
        Corpus(TODAY, (), lessons={"timeouts": Lesson(statement="Set timeouts.")}),
        "lessons/timeouts.md",
    )
    assert "Signs" not in without


def test_every_index_has_the_page_that_the_site_map_names() -> None:
    assert tuple(index.path for index in INDEXES) == SiteMap.INDEXES


def test_no_other_module_spells_the_path_of_a_page() -> None:
    paths = (*SiteMap.INDEXES, SiteMap.SEARCH, SiteMap.RULES, "years.md")
    names = "|".join(page.removesuffix(".md") for page in paths)
    page = re.compile(rf"""["'](?:{names})(?:/[^"']*)?\.md["']""")
    for package in (ROOT / "generator" / "postmortems", ROOT / "plugins" / "mkdocs_postmortems"):
        for path in (*package.rglob("*.py"), *package.rglob("*.jinja")):
            pages = page.findall(path.read_text(encoding="utf-8"))
            assert path.name == "site_map.py" or not pages, f"{path}: {pages}"


def test_the_page_of_an_owner_says_how_many_action_items_it_leaves_out() -> None:
    def page_of(number: int, state: str) -> str:
        items = [
            {"id": f"a{index}", "text": "Do it", "owner": "Lead", "state": state}
            for index in range(number)
        ]
        corpus = Corpus(TODAY, (incident("2026-09-01-a", lessons={"action_items": items}),))
        return page(corpus, SiteMap.owner("lead"))

    assert "And 3 more." in page_of(203, "open")
    assert "And 3 more." in page_of(103, "done")
    assert " more." not in page_of(100, "open")


def failed_fix() -> Corpus:
    """Return two incidents, the first with a fix that did not hold, and a dependent service."""
    item = {
        "id": "fix",
        "text": "Add | a timeout",
        "lesson": "timeouts",
        "state": "done",
        "done_on": "2026-01-10",
        "verified_on": "2026-01-12",
    }
    learned = {"improve": [{"text": "x", "lesson": "timeouts"}]}
    return Corpus(
        TODAY,
        (
            incident("2026-03-02-b", impact=affecting("card"), lessons=learned),
            incident(
                "2026-01-02-a",
                impact=affecting("shop"),
                lessons={**learned, "action_items": [item]},
            ),
        ),
        services={
            "card": Service(),
            "shop": Service(depends_on=["card"]),
            "app": Service(depends_on=["shop"]),
        },
        lessons={"timeouts": Lesson(statement="Set timeouts.")},
    )


def without_addresses(text: str) -> str:
    return re.sub(r"\]\([^)]*\)", "]", text)


def test_a_lesson_lists_a_fix_that_did_not_hold_with_its_items_and_days() -> None:
    text = without_addresses(page(failed_fix(), "lessons/timeouts.md"))
    assert "## The fix did not hold { #did-not-hold }" in text
    assert (
        "- [2026-03-02-b] came 51 days after the fix of [2026-01-02-a] was done, the same lesson, "
        "in another service:\n"
        "    - “[Add &#124; a timeout]” (`fix`), done on 2026-01-10, verified on 2026-01-12\n"
        in text
    )


def test_the_index_of_lessons_names_on_one_line_what_came_back_and_its_fix() -> None:
    text = without_addresses(page(failed_fix(), "lessons.md"))
    assert "## Came back after the fix { #did-not-hold }" in text
    assert (
        "- **[Set timeouts]** came back once, last on 2026-03-02 in [2026-03-02-b], in another "
        "service. <small>Fix: “[Add &#124; a timeout]”, done on 2026-01-10, verified on "
        "2026-01-12, 51 days before.</small>" in text
    )


def test_a_lesson_lists_the_services_with_their_fixes_and_how_they_depend() -> None:
    text = without_addresses(page(failed_fix(), "lessons/timeouts.md"))
    _, _, section = text.partition("## Services and their fixes { #exposed }")
    table, _, _ = section.partition("\n## ")
    rows = [line for line in table.splitlines() if line.startswith("| [")]
    cells = [[re.sub(r"<[^>]*>", "", cell).strip() for cell in row.split("|")] for row in rows]
    assert [row[1:-1] for row in cells] == [
        ["[card]", "None", "", "[2026-03-02-b], 2026-03-02"],
        ["[app]", "None", "", "none; depends on [shop]"],
        [
            "[shop]",
            "Done on 2026-01-10, verified on 2026-01-12",
            "[Add &#124; a timeout]",
            "[2026-01-02-a], 2026-01-02",
        ],
    ]


def test_a_service_lists_the_lessons_without_a_fix() -> None:
    assert "## Lessons without a fix" not in page(failed_fix(), "services/shop.md")
    text = page(failed_fix(), "services/app.md")
    assert re.search(
        r"## Lessons without a fix \{ #exposed \}\n\n.*\n\n- \[Set timeouts\]\(.*\): depends on",
        text,
    )


DONE = {"state": "done", "done_on": "2026-10-05"}
OPEN = {"state": "open"}


@pytest.mark.parametrize(
    ("first", "later", "words"),
    [
        ([DONE, OPEN | {"due": "2026-10-22"}], [], "Open, 10 days overdue; another one is done"),
        ([DONE, OPEN | {"due": "2026-12-01"}], [], "Open, due on 2026-12-01; another one is done"),
        ([DONE, {}], [], "Not recorded; another one is done"),
        (
            [DONE],
            [DONE | {"done_on": "2026-10-20"}, OPEN],
            "Came back on 2026-10-10; it was done on 2026-10-05; 1 action item open",
        ),
    ],
)
def test_the_table_of_services_says_the_state_of_a_fix(
    first: list[dict[str, str]], later: list[dict[str, str]], words: str
) -> None:
    incidents = [
        incident(
            name,
            impact=affecting("shop"),
            lessons={
                "improve": [{"text": "x", "lesson": "timeouts"}],
                "action_items": [
                    {"id": f"fix-{at}", "text": "x", "lesson": "timeouts", **item}
                    for at, item in enumerate(items)
                ],
            },
        )
        for name, items in (("2026-10-10-b", later), ("2026-10-01-a", first))
    ]
    lessons = {"timeouts": Lesson(statement="Set timeouts.")}
    corpus = Corpus(TODAY, tuple(incidents), services={"shop": Service()}, lessons=lessons)
    assert f">{words}<" in page(corpus, "lessons/timeouts.md")
