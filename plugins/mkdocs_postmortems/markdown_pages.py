"""The Markdown version of every page, and `llms.txt`, which lists the most important ones."""

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from itertools import groupby

from postmortems.diagram import blocks
from postmortems.export import NAMES, ExportContext
from postmortems.render import line
from postmortems.render.markdown import outside_code
from postmortems.render.words import count
from postmortems.site_map import SiteMap, markdown_path, relative_path

from .indexes import INDEXES, Site

NEWEST = 200
"""The number of incidents that `llms.txt` lists; it also links to the index of all incidents."""

QUARTERS = 8
"""The number of quarters that `llms.txt` lists."""

_PLACEHOLDER = re.compile(r'^[ \t]*<div data-pm-diagram="([0-9a-f-]+)"></div>$', re.MULTILINE)
_WRAPPER = re.compile(r"^[ \t]*(?:</?(?:div|details)[^>]*>[ \t]*)+\n?", re.MULTILINE)
_HEADING = re.compile(r"^(#+ )(.*?) \{ #([^}]+) \}$", re.MULTILINE)
_HTML = re.compile(r"</?(?:span|small|abbr|time|summary)(?: [^>]*)?>")
_LINK = re.compile(r"\]\((?P<path>[^()\s:#?/][^()\s:#?]*)(?:\?[^()\s#]*)?(?P<anchor>#[^()\s]*)?\)")
_BLANK = re.compile(r"\n{3,}")


def version(
    markdown: str, page: str, address: Callable[[str], str], texts: Mapping[str, str]
) -> str:
    """Return the Markdown version of a page, from the Markdown that its HTML is rendered from.

    Links lead to the Markdown versions of other pages, a figure is replaced by its text in `texts`,
    ids of headings become anchors, and HTML that only browsers need is left out. Code is unchanged.

    Args:
        markdown: the Markdown of the page.
        page: the path of its Markdown file, as in `SiteMap`.
        address: returns the address of such a file from the top of the site.
        texts: the Markdown of each figure by the name of its placeholder.
    """
    text = _PLACEHOLDER.sub(lambda placeholder: texts.get(placeholder[1], ""), markdown)
    parts: list[str] = []
    for is_text, group in groupby(blocks(text), lambda block: isinstance(block, str)):
        if is_text:
            parts.append(_converted("\n".join(map(str, group)), page, address))
        else:
            parts += (line for fence in group if not isinstance(fence, str) for line in fence.lines)
    return "\n".join(parts).strip() + "\n"


def _converted(markdown: str, page: str, address: Callable[[str], str]) -> str:
    """Return Markdown without fences as it is in the Markdown version of its page."""
    source = posixpath.dirname(page)
    folder = posixpath.dirname(markdown_path(address(page)))

    def relink(link: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(source, link["path"]))
        if target.endswith(".md"):
            target = markdown_path(address(target))
        return f"]({relative_path(target, folder)}{link['anchor'] or ''})"

    def convert(text: str) -> str:
        return _LINK.sub(relink, _HTML.sub("", text))

    rows = _HEADING.sub(r'\1<a id="\3"></a>\2', _WRAPPER.sub("", markdown)).split("\n")
    rows = [outside_code(row, convert) if "](" in row or "<" in row else row for row in rows]
    # The breaks before and after count too, where a fence is next.
    return _BLANK.sub("\n\n", "\n".join(["", *rows, ""]))[1:-1]


def llms(site: Site, export_context: ExportContext, own: Iterable[tuple[str, str]]) -> str:
    """Return `llms.txt`: the indexes, the API, lessons and incidents, then the site's own pages.

    Args:
        site: the incidents, and the data computed from them.
        export_context: the name and the addresses of the site.
        own: the site's own pages, as (path, path of the Markdown version).
    """
    corpus = site.corpus

    def to(page: str) -> str:
        return export_context.full(markdown_path(export_context.page(page)))

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
        *(_entry(index.title, to(index.path)) for index in INDEXES if index.path != SiteMap.HOME),
        *(_entry(f"{name} as JSON", export_context.full(path)) for name, path in NAMES.items()),
        _entry("What the JSON holds, as OpenAPI", export_context.full(SiteMap.OPENAPI)),
        "",
        *_quarters(site, to),
        "## Lessons",
        "",
        *(
            _entry(
                f"Theme: {theme.title}",
                to(SiteMap.theme(theme.slug)),
                f"{count(len(theme.histories), 'lesson')}, "
                f"{count(len(theme.incidents), 'incident')}",
            )
            for theme in site.facts.themes.values()
        ),
        *(
            _entry(
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
            _entry(one.title, to(SiteMap.incident(one.id)), f"{one.severity}, {one.day}")
            for one in newest
        ),
    ]
    pages = [_entry(name, export_context.full(path)) for name, path in own]
    if pages:
        lines += ["", "## Optional", "", *pages]
    return "\n".join(lines) + "\n"


def _quarters(site: Site, to: Callable[[str], str]) -> list[str]:
    """Return the section of the newest quarters; empty without incidents."""
    newest = list(site.facts.by_quarter.items())[:QUARTERS]
    entries = [
        _entry(str(quarter), to(SiteMap.quarter(quarter.slug)), count(len(incidents), "incident"))
        for quarter, incidents in newest
    ]
    return ["## Quarters", "", *entries, ""] if entries else []


def _entry(words: str, target: str, note: str = "") -> str:
    """Return an entry of a list: a link, and what is there."""
    return f"- [{line(words, addresses=False)}]({target})" + (f": {line(note)}" if note else "")
