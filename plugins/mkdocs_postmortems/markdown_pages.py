"""The Markdown version of every page, and `llms.txt`, which lists them."""

import posixpath
import re
from collections.abc import Iterable

from postmortems.export import NAMES, ExportContext
from postmortems.render import line
from postmortems.site_map import SiteMap, markdown_path

from .indexes import INDEXES, MarkdownContext, Site

NEWEST = 200
"""The number of incidents that `llms.txt` lists; it links to the page of all."""

_WRAPPER = re.compile(r"^[ \t]*(?:</?div[^>]*>[ \t]*)+\n?", re.MULTILINE)
_PARAGRAPH = re.compile(r"^<p [^>]*markdown>(.*?)</p>$", re.MULTILINE | re.DOTALL)
_ID = re.compile(r"^(#+ .*?) \{ #[^}]+ \}$", re.MULTILINE)
_HTML = re.compile(r"</?(?:span|small|abbr)(?: [^>]*)?>")
_LINK = re.compile(r"\]\((?P<page>[^()\s:#?]+\.md)(?:#(?P<anchor>[^)\s]*))?\)")
_BLANK = re.compile(r"\n{3,}")


def plain(markdown: str) -> str:
    """Return the Markdown of a page without HTML that only browsers need."""
    text = _PARAGRAPH.sub(r"\1", _WRAPPER.sub("", markdown))
    text = _HTML.sub("", _ID.sub(r"\1", text))
    return _BLANK.sub("\n\n", text).strip() + "\n"


def relinked(markdown: str, page: str, context: MarkdownContext) -> str:
    """Return the Markdown of a page of the site's own with links to other pages' Markdown versions.

    Args:
        markdown: the text of the page.
        page: the path of its file.
        context: resolves the links.
    """

    def relink(link: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), link["page"]))
        return f"]({context.to(target, link['anchor'] or '')})"

    return _LINK.sub(relink, markdown)


def llms(site: Site, export_context: ExportContext, own: Iterable[tuple[str, str]]) -> str:
    """Return `llms.txt`: the indexes, the API, lessons and incidents, then the site's own pages.

    Args:
        site: the incidents, and the data computed from them.
        export_context: the addresses of the site.
        own: the site's own pages, each with the path of its Markdown version.
    """
    corpus = site.corpus

    def to(page: str) -> str:
        return export_context.full(markdown_path(export_context.page(page)))

    def entry(words: str, target: str, note: str = "") -> str:
        return f"- [{line(words, addresses=False)}]({target})" + (f": {line(note)}" if note else "")

    newest = corpus.incidents[:NEWEST]
    more = len(corpus.incidents) - len(newest)
    lines = [
        f"# {line(export_context.name)}",
        "",
        "> Postmortems of incidents: what happened, how bad, what was learned, what is open.",
        f"> {len(corpus.incidents)} incidents and {len(corpus.lessons)} lessons by {corpus.as_of}.",
        "",
        "## Indexes",
        "",
        *(entry(index.title, to(index.path)) for index in INDEXES if index.path != SiteMap.HOME),
        *(entry(f"{name} as JSON", export_context.full(path)) for name, path in NAMES.items()),
        entry("What the JSON holds, as OpenAPI", export_context.full(SiteMap.OPENAPI)),
        "",
        "## Lessons",
        "",
        *(
            entry(
                history.lesson.statement,
                to(SiteMap.lesson(history.name)),
                f"taught by {len(history.teachings)}",
            )
            for history in site.facts.histories.values()
        ),
        "",
        "## Incidents" if not more else f"## The newest {len(newest)} of {len(corpus.incidents)}",
        "",
        *(
            entry(one.title, to(SiteMap.incident(one.id)), f"{one.severity}, {one.day}")
            for one in newest
        ),
    ]
    pages = [entry(name, export_context.full(path)) for name, path in own]
    if pages:
        lines += ["", "## Optional", "", *pages]
    return "\n".join(lines) + "\n"
