"""The Markdown version of every page, and `llms.txt`, which lists them."""

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping

from postmortems.diagram import blocks
from postmortems.export import NAMES, ExportContext
from postmortems.render import line
from postmortems.render.markdown import outside_code
from postmortems.site_map import SiteMap, markdown_path, relative_path

from .indexes import INDEXES, Site

NEWEST = 200
"""The number of incidents that `llms.txt` lists; it links to the page of all."""

_PLACEHOLDER = re.compile(r'^[ \t]*<div data-pm-diagram="([0-9a-f-]+)"></div>$', re.MULTILINE)
_WRAPPER = re.compile(r"^[ \t]*(?:</?div[^>]*>[ \t]*)+\n?", re.MULTILINE)
_HEADING = re.compile(r"^(#+ )(.*?) \{ #([^}]+) \}$", re.MULTILINE)
_HTML = re.compile(r"</?(?:span|small|abbr|time)(?: [^>]*)?>")
_LINK = re.compile(r"\]\((?P<path>[^()\s:#?/][^()\s:#?]*)(?:\?[^()\s#]*)?(?P<anchor>#[^()\s]*)?\)")
_BLANK = re.compile(r"\n{3,}")


def version(
    markdown: str, page: str, address: Callable[[str], str], texts: Mapping[str, str]
) -> str:
    """Return the Markdown version of a page, from the Markdown that its HTML is rendered from.

    Links lead to the Markdown versions of other pages, figures are tables, and HTML that only
    browsers need is left out.

    Args:
        markdown: the Markdown of the page.
        page: the path of its file.
        address: returns the address of a page from the top of the site.
        texts: the Markdown of each figure by the name of its placeholder.
    """
    text = _PLACEHOLDER.sub(lambda placeholder: texts.get(placeholder[1], ""), markdown)
    text = _HTML.sub("", _WRAPPER.sub("", text))
    text = _HEADING.sub(r'\1<a id="\3"></a>\2', text)
    text = _relinked(text, page, address)
    return _BLANK.sub("\n\n", text).strip() + "\n"


def _relinked(markdown: str, page: str, address: Callable[[str], str]) -> str:
    """Return Markdown whose relative links lead from its Markdown version; code is unchanged."""
    source = posixpath.dirname(page)
    folder = posixpath.dirname(markdown_path(address(page)))

    def relink(link: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(source, link["path"]))
        if target.endswith(".md"):
            target = markdown_path(address(target))
        return f"]({relative_path(target, folder)}{link['anchor'] or ''})"

    def relinked(text: str) -> str:
        return _LINK.sub(relink, text)

    rows = markdown.split("\n")
    fences = (block for block in blocks(markdown) if not isinstance(block, str))
    code = {fence.line - 1 + index for fence in fences for index in range(len(fence.rows))}
    for index, row in enumerate(rows):
        if "](" in row and index not in code:
            rows[index] = outside_code(row, relinked)
    return "\n".join(rows)


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
