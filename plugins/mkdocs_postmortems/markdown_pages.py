"""Markdown for those who read Markdown: a twin of every page, and `llms.txt` that lists them."""

import posixpath
import re
from collections.abc import Iterable

from postmortems.export import API, NAMES, ExportContext
from postmortems.render import line

from .indexes import MarkdownContext, Site, markdown_address

LLMS = "llms.txt"
"""See https://llmstxt.org."""
NEWEST = 200
"""As many incidents are listed; the list of all is a link."""

_WRAPPER = re.compile(r"^[ \t]*(?:</?div[^>]*>[ \t]*)+\n?", re.MULTILINE)
_PARAGRAPH = re.compile(r"^<p [^>]*markdown>(.*?)</p>$", re.MULTILINE | re.DOTALL)
_ID = re.compile(r"^(#+ .*?) \{ #[^}]+ \}$", re.MULTILINE)
_HTML = re.compile(r"</?(?:span|small|abbr)(?: [^>]*)?>")
_LINK = re.compile(r"\]\((?P<page>[^()\s:#?]+\.md)(?:#(?P<anchor>[^)\s]*))?\)")
_BLANK = re.compile(r"\n{3,}")


def plain(markdown: str) -> str:
    """A page's Markdown without what only a browser is for."""
    text = _PARAGRAPH.sub(r"\1", _WRAPPER.sub("", markdown))
    text = _HTML.sub("", _ID.sub(r"\1", text))
    return _BLANK.sub("\n\n", text).strip() + "\n"


def relinked(markdown: str, page: str, sheet: MarkdownContext) -> str:
    """A page of the site's own, its links to other pages leading to their Markdown.

    Args:
        markdown: as it was written.
        page: the name of its file.
        sheet: what it is written on.
    """

    def relink(found: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), found["page"]))
        return f"]({sheet.to(target, found['anchor'] or '')})"

    return _LINK.sub(relink, markdown)


def llms(site: Site, source: ExportContext, own: Iterable[tuple[str, str]]) -> str:
    """What there is for a program that reads text, the most useful first.

    Args:
        site: what it is made from.
        source: where its pages are.
        own: the site's own pages and their Markdown.
    """
    corpus = site.corpus

    def to(page: str) -> str:
        return source.full(markdown_address(source.page(page)))

    def entry(words: str, target: str, says: str = "") -> str:
        return f"- [{line(words, addresses=False)}]({target})" + (f": {line(says)}" if says else "")

    newest = corpus.incidents[:NEWEST]
    more = len(corpus.incidents) - len(newest)
    lines = [
        f"# {line(source.name)}",
        "",
        "> Postmortems of incidents: what happened, how bad, what was learned, what is open.",
        f"> {len(corpus.incidents)} incidents and {len(corpus.lessons)} lessons by {corpus.as_of}.",
        "",
        "## Indexes",
        "",
        entry("All incidents", to("incidents.md")),
        entry("Lessons, those that came back first", to("lessons.md")),
        entry("Action items", to("actions.md")),
        entry("Causes", to("causes.md")),
        entry("Services", to("services.md")),
        *(entry(f"{name} as JSON", source.full(path)) for name, path in NAMES.items()),
        entry("What the JSON holds, as OpenAPI", source.full(f"{API}/openapi.json")),
        "",
        "## Lessons",
        "",
        *(
            entry(
                history.lesson.statement,
                to(f"lessons/{history.name}.md"),
                f"taught by {len(history.teachings)}",
            )
            for history in site.facts.histories.values()
        ),
        "",
        "## Incidents" if not more else f"## The newest {len(newest)} of {len(corpus.incidents)}",
        "",
        *(
            entry(one.title, to(f"incidents/{one.id}.md"), f"{one.severity}, {one.day}")
            for one in newest
        ),
    ]
    pages = [entry(name, source.full(path)) for name, path in own]
    if pages:
        lines += ["", "## Optional", "", *pages]
    return "\n".join(lines) + "\n"
