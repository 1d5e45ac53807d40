"""The map of a site: the path of every page, anchor, record and feed.

Pages are named by their Markdown file, such as `services/checkout.md`, as MkDocs names them; other
files by their path from the top of the site. All of them are public: bookmarks and subscriptions
depend on them.
"""

import posixpath
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

INERT = frozenset({".csv", ".gif", ".jpeg", ".jpg", ".json", ".log", ".pdf", ".png", ".txt"})
"""Kinds of file in which a browser runs nothing."""


def published_name(file: str) -> str:
    """Return the name under which a file of evidence is published.

    A file in which a browser could run something is published as plain text.
    """
    return file if posixpath.splitext(file)[1].lower() in INERT else f"{file}.txt"


@dataclass(frozen=True)
class SiteMap:
    """The paths of a site.

    The names of pages and files are the same for every site. With `directory_urls`, which is
    MkDocs' option `use_directory_urls`, the page `lessons.md` has the address `lessons/`, else
    `lessons.html`.
    """

    directory_urls: bool = True

    HOME: ClassVar[str] = "index.md"
    INCIDENTS: ClassVar[str] = "incidents.md"
    SEVERITY: ClassVar[str] = "severity.md"
    SERVICES: ClassVar[str] = "services.md"
    TEAMS: ClassVar[str] = "teams.md"
    CAUSES: ClassVar[str] = "causes.md"
    INSIGHTS: ClassVar[str] = "insights.md"
    LESSONS: ClassVar[str] = "lessons.md"
    ACTIONS: ClassVar[str] = "actions.md"
    SEARCH: ClassVar[str] = "search.md"
    RULES: ClassVar[str] = "rules.md"
    INDEXES: ClassVar[tuple[str, ...]] = (
        HOME,
        INCIDENTS,
        SEVERITY,
        SERVICES,
        TEAMS,
        CAUSES,
        INSIGHTS,
        LESSONS,
        ACTIONS,
    )
    """The pages of the indexes, in the order of the navigation."""

    FEED: ClassVar[str] = "feed.xml"
    """The feed of the newest incidents."""
    ANNIVERSARY_FEED: ClassVar[str] = "anniversaries/feed.xml"
    """The feed of the anniversaries of the month."""
    QUARTER_FEED: ClassVar[str] = "quarters/feed.xml"
    """The feed of the quarters that are over."""
    CALENDAR: ClassVar[str] = "actions.ics"
    """The calendar of due dates."""
    INCIDENT_TABLE: ClassVar[str] = "incidents/table.json"
    ACTION_TABLE: ClassVar[str] = "actions/table.json"
    LLMS: ClassVar[str] = "llms.txt"
    """The list of pages for language models: https://llmstxt.org."""
    STYLESHEET: ClassVar[str] = "assets/postmortems/postmortems.css"
    SEARCH_INDEX: ClassVar[str] = "search-index"
    """The folder of the search index."""
    API: ClassVar[str] = "api/v1"
    API_INDEX: ClassVar[str] = f"{API}/index.json"
    OPENAPI: ClassVar[str] = f"{API}/openapi.json"
    INSIGHTS_RECORD: ClassVar[str] = f"{API}/insights.json"

    @staticmethod
    def incident(name: str) -> str:
        """Return the page of an incident."""
        return f"incidents/{name}.md"

    @staticmethod
    def service(name: str) -> str:
        """Return the page of a service."""
        return f"services/{name}.md"

    @staticmethod
    def lesson(name: str) -> str:
        """Return the page of a lesson."""
        return f"lessons/{name}.md"

    @staticmethod
    def theme(slug: str) -> str:
        """Return the page of a theme of lessons."""
        return f"lessons/themes/{slug}.md"

    @staticmethod
    def team(slug: str) -> str:
        """Return the page of a team."""
        return f"teams/{slug}.md"

    @staticmethod
    def owner(slug: str) -> str:
        """Return the page of an owner of action items."""
        return f"actions/{slug}.md"

    @staticmethod
    def year(year: int | str) -> str:
        """Return the page of a year."""
        return f"years/{year}.md"

    @staticmethod
    def quarter(slug: str) -> str:
        """Return the page of a quarter, such as that of `2026-Q3`."""
        return f"quarters/{slug}.md"

    @staticmethod
    def rule(name: str) -> str:
        """Return the page of a rule of `check`."""
        return f"rules/{name}.md"

    @staticmethod
    def evidence(incident: str, file: str) -> str:
        """Return the path of a published file of evidence, not quoted."""
        return f"incidents/{incident}/{published_name(file)}"

    @staticmethod
    def severity_anchor(name: str) -> str:
        """Return the anchor of a severity on the page of severities."""
        return name.lower()

    @staticmethod
    def year_anchor(year: int | str) -> str:
        """Return the anchor of a year on the page of all incidents."""
        return f"year-{year}"

    @staticmethod
    def month_anchor(month: date) -> str:
        """Return the anchor of a month on the page of its year."""
        return f"month-{month:%m}"

    @staticmethod
    def trigger_anchor(category: str) -> str:
        """Return the anchor of a trigger category on the page of causes."""
        return f"trigger-{category}"

    @staticmethod
    def factor_anchor(category: str) -> str:
        """Return the anchor of a factor category on the page of causes."""
        return f"factor-{category}"

    @staticmethod
    def action_anchor(name: str) -> str:
        """Return the anchor of an action item on the page of its incident."""
        return f"action-{name}"

    @staticmethod
    def cause_anchor(name: str) -> str:
        """Return the anchor of a cause on the page of its incident."""
        return f"cause-{name}"

    @staticmethod
    def section_anchor(slug: str) -> str:
        """Return the anchor of a further section on the page of its incident."""
        return f"section-{slug}"

    @classmethod
    def feed(cls, page: str) -> str:
        """Return the feed of the incidents on a page, such as that of a year or a service."""
        return f"{page.removesuffix('.md')}/{cls.FEED}"

    @staticmethod
    def badge(service: str) -> str:
        """Return the badge of a service."""
        return f"services/{service}/badge.svg"

    @classmethod
    def records(cls, name: str) -> str:
        """Return the document of the API that lists all records of a kind, such as `lessons`."""
        return f"{cls.API}/{name}.json"

    @classmethod
    def incident_record(cls, name: str) -> str:
        """Return the document of the API on one incident."""
        return f"{cls.API}/incidents/{name}.json"

    @classmethod
    def json_schema(cls, name: str) -> str:
        """Return the JSON Schema of a document of the API."""
        return f"{cls.API}/schema/{name}.json"

    def address(self, page: str) -> str:
        """Return the address of a page from the top of the site."""
        folder, _, name = page.removesuffix(".md").rpartition("/")
        name = "index" if name == "README" else name
        path = f"{folder}/{name}" if folder else name
        if not self.directory_urls:
            return f"{path}.html"
        return path.removesuffix("index") if name == "index" else f"{path}/"

    def markdown(self, page: str) -> str:
        """Return the path of the Markdown version of a page from the top of the site."""
        return markdown_path(self.address(page))


def relative_path(path: str, folder: str) -> str:
    """Return the path of a file as it is from a folder, both from the top of the site.

    Like `posixpath.relpath` for normalized paths, without its calls of the operating system.
    """
    parts = [part for part in path.split("/") if part not in ("", ".")]
    above = [part for part in folder.split("/") if part not in ("", ".")]
    shared = 0
    for part, other in zip(parts, above, strict=False):
        if part != other:
            break
        shared += 1
    return "/".join([".."] * (len(above) - shared) + parts[shared:]) or "."


def markdown_path(address: str) -> str:
    """Return the path of a page's Markdown version: `a/index.md` of `a/`, `a.md` of `a.html`."""
    if address.endswith(".html"):
        return address.removesuffix(".html") + ".md"
    return f"{address}index.md"
