"""What a built page shows: its lists, tables and pictures, as text to compare with a count."""

from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from tests.conftest import TODAY
from tests.site.recount import Count
from tests.site.told import Item, Told
from tests.site.words import count, gap, plain

Rows = list[list[str]]


@dataclass
class Case:
    """A site, and the count of its incidents."""

    site: Path
    count: Count
    quiet: bool

    def page(self, path: str = "") -> "Page":
        text = (self.site / path / "index.html").read_text(encoding="utf-8")
        found = BeautifulSoup(text, "html.parser").find("article")
        assert isinstance(found, Tag)
        for link in found.select(".headerlink"):
            link.decompose()
        return Page(found)


@dataclass
class Page:
    """A page of a site, by its headings, lists, tables and pictures."""

    article: Tag

    @property
    def text(self) -> str:
        return tidy(self.article)

    def lines(self, selector: str) -> list[str]:
        return [tidy(one) for one in self.article.select(selector)]

    def table(self, heading: str) -> Rows:
        """The rows of the first table below a heading."""
        head = next(h for h in self.article.find_all(["h2", "h3"]) if tidy(h) == heading)
        found = head.find_next("table")
        assert isinstance(found, Tag)
        return rows(found)

    def picture(self, title: str) -> Rows:
        """The table of a picture: its twin, or the picture where that is a table."""
        figures = self.article.select("figure.pm-figure")
        figure = next(f for f in figures if f.strong and tidy(f.strong) == title)
        found = figure.select_one("table")
        assert found
        return rows(found)

    def marks(self, title: str) -> list[str]:
        """The words of the marks that a picture draws."""
        figures = self.article.select("figure.pm-figure")
        figure = next(f for f in figures if f.strong and tidy(f.strong) == title)
        return [tidy(one) for one in figure.select("svg title")]


def tidy(element: Tag) -> str:
    return " ".join(element.get_text().split())


def rows(table: Tag) -> Rows:
    body = table.find("tbody")
    assert isinstance(body, Tag)
    return [
        [
            tidy(cell)
            for cell in row.find_all(["td", "th"])
            if "pm-bar" not in (cell.get("class") or "")
        ]
        for row in body.find_all("tr")
    ]


def listed(case: Case, incidents: list[Told], *, severity: bool = True) -> Rows:
    told = case.count
    return [
        [
            str(one.day),
            plain(one.data["title"]),
            *([told.level(one.data["severity"])] if severity else []),
            ", ".join(told.service(name) for name in one.services),
            one.to_resolve(TODAY),
        ]
        for one in incidents
    ]


def in_order(case: Case) -> list[tuple[Told, Told, list[tuple[Item, str]]]]:
    """What came back, the latest first: the later incident, the earlier one, and what."""
    known = {one.id: one for one in case.count.incidents}
    pairs = [(known[a], known[b], backs) for (a, b), backs in case.count.backs().items()]
    key = lambda pair: (pair[0].day, pair[0].id, pair[0].day - pair[1].day)  # noqa: E731
    return sorted(pairs, key=key, reverse=True)


def came_back(later: Told, earlier: Told, backs: list[tuple[Item, str]], where: str = "") -> str:
    waited = gap((later.day - earlier.day).days)
    items = count(len(backs), "action item")
    title, before = plain(later.data["title"]), plain(earlier.data["title"])
    return f"{title} came {waited} after {before}, {where}with {items} of that incident open then:"


def again_in(case: Case, later: Told, earlier: Told) -> str:
    """Where the lesson came back, with a comma after it; empty if that is not recorded."""
    shared = [case.count.service(name) for name in later.services if name in earlier.services]
    if shared:
        return f"in the same service{'s' * (len(shared) > 1)} ({', '.join(shared)}), "
    return "in another service, " if later.services and earlier.services else ""


def over_time(case: Case, incidents: list[Told]) -> tuple[Rows, list[str]]:
    """The table of a chart over time, and the words of its columns, the earliest first."""
    used = {one.data["severity"] for one in incidents}
    levels = [name for name in case.count.severities if name in used]
    table = case.count.over_time(incidents, levels)
    marks = []
    for name, *numbers in reversed(table):
        parts = zip(numbers, levels, strict=False)
        numbers_in_words = [f"{n} {case.count.level(level)}" for n, level in parts if n != "0"]
        marks.append(f"{name.split(',')[0]}: {', '.join(numbers_in_words)}")
    return table, marks
