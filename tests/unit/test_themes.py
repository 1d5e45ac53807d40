"""Themes: the lessons that name the same keyword, and the incidents that taught them."""

from datetime import date
from typing import Any

from mkdocs_postmortems.indexes import PageContext, Site, all_pages
from postmortems.insights import CorpusFacts
from postmortems.model import Corpus, Incident, Lesson, Service
from postmortems.model.corpus import newest_first
from postmortems.site_map import SiteMap

LESSONS = {
    "warm-caches": Lesson(
        statement="Warm caches.",
        themes=("Load-balancing", "caches"),
        signs=("All requests hit it",),
    ),
    "limit-misses": Lesson(statement="Limit misses.", themes=("load balancing", "Caches")),
    "watch-limits": Lesson(statement="Watch limits.", themes=("容量",)),
    "other": Lesson(statement="Other."),
}


def taught(day: str, service: str, *lessons: str, **item: Any) -> Incident:
    items = [{"id": "fix", "text": "Fix it", "lesson": lessons[0], **item}] if item else []
    return Incident.model_validate(
        {
            "id": f"{day}-x",
            "title": f"Of {day}",
            "severity": "SEV2",
            "impact": {"system": {"services": [service]}},
            "lessons": {
                "improve": [{"text": "x", "lesson": lesson} for lesson in lessons],
                "action_items": items,
            },
        }
    )


def site(*incidents: Incident) -> Site:
    services = {"shop": Service(title="Shop"), "card": Service(title="Card")}
    corpus = Corpus(
        date(2026, 6, 1), newest_first(list(incidents)), services=services, lessons=LESSONS
    )
    return Site(CorpusFacts(corpus))


def page(of: Site, path: str) -> str:
    body = next(p.body for p in all_pages(of, searches=True, in_nav=True) if p.path == path)
    return body(PageContext(path, {}, SiteMap(directory_urls=True).address))


def test_keywords_that_differ_in_case_or_hyphens_are_one_theme() -> None:
    themes = site(taught("2026-01-01", "shop", "warm-caches")).facts.themes
    assert [(theme.slug, theme.title) for theme in themes.values()] == [
        ("caches", "Caches"),
        ("load-balancing", "Load balancing"),
        ("容量", "容量"),
    ]
    caches = themes["caches"]
    assert [history.name for history in caches.histories] == ["warm-caches", "limit-misses"]


def test_a_theme_counts_each_of_its_incidents_once_the_newest_first() -> None:
    both = taught("2026-02-01", "card", "warm-caches", "limit-misses")
    first, third = (
        taught("2026-01-01", "shop", "warm-caches"),
        taught("2026-03-01", "shop", "other"),
    )
    theme = site(first, both, third).facts.themes["caches"]
    assert theme.incidents == (both, first)
    assert list(theme.services) == ["card", "shop"]


def test_the_page_of_a_theme_has_its_lessons_checks_incidents_and_services() -> None:
    of = site(
        taught("2026-01-01", "shop", "warm-caches", state="done", done_on="2026-01-10"),
        taught("2026-02-01", "card", "warm-caches", "limit-misses"),
    )
    text = page(of, SiteMap.theme("caches"))
    assert "# What have we learned about caches?" in text
    assert "2 lessons, taught by 2 incidents, the last on 2026-02-01" in text
    assert "[Follow this theme](caches/feed.xml)" in text
    lessons, checks, incidents, services = (
        text.partition(f"\n## {heading}")[2].partition("\n## ")[0]
        for heading in ("Lessons", "What to check", "Incidents", "Services")
    )
    assert "done in 1 of 2 services" in lessons and "1 time after its fix" in lessons
    assert "- All requests hit it" in checks and "1 fix that others made" in checks
    assert incidents.index("2026-02-01") < incidents.index("2026-01-01")
    assert "[2 of 2 lessons](../../services/card.md#exposed)" in services
    assert ">none<" in services


def test_the_index_of_lessons_leads_to_each_theme() -> None:
    text = page(site(taught("2026-01-01", "shop", "warm-caches")), SiteMap.LESSONS)
    cards = text.partition("## Lessons by theme")[2]
    assert "- **[Caches](lessons/themes/caches.md)** <small>2 lessons, 1 incident</small>" in cards
    assert "[Warm caches.](lessons/warm-caches.md) <small>1</small>" in cards
