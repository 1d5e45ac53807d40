"""Keep what pages about several incidents are made from, and show, from one build to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from postmortems.cache import MISSING, Cache, code_digest, digest
from postmortems.model import Incident, outline
from postmortems.render.figure_links import UNDRAWN

from .indexes import Page, PageContext, Site


@dataclass(frozen=True)
class CachedMarkdown:
    """The Markdown of a page, with the figures that belong in it; see `PageContext`."""

    markdown: str
    pictures: dict[str, str]
    texts: dict[str, str]


@dataclass(frozen=True)
class IndexCache:
    """What earlier builds computed for pages about several incidents.

    Args:
        cache: the cache.
        base: a hash of all that the Markdown of a page depends on besides its path and key.
    """

    cache: Cache
    base: bytes

    @classmethod
    def of(
        cls, cache: Cache, site: Site, replaced: Mapping[str, str], config: MkDocsConfig
    ) -> IndexCache | None:
        """Return the cache of a site; None if it has hooks, which can change our code."""
        if not cache.is_used or config.hooks:
            return None
        options = site.has_rules, site.days_quiet, site.working_hours, sorted(replaced.items())
        addresses = config.use_directory_urls
        code = code_digest(), code_digest(Path(__file__).parent)
        return cls(cache, digest("bodies", *code, repr(options), repr(addresses)))

    def body(self, page: Page, context: PageContext) -> str:
        """Return the Markdown of a page, and add its figures to its context.

        A page is taken from the cache if it has a key. One with a diagram that could not be drawn
        is not kept, since the next build must try again.
        """
        if page.key is None:
            return page.body(context)
        key = digest("body", self.base, page.path, *page.key)
        body = self.cache.get(key)
        if not isinstance(body, CachedMarkdown):
            body = CachedMarkdown(page.body(context), context.pictures, context.texts)
            if UNDRAWN not in body.markdown:
                self.cache.put(key, body)
        context.pictures.update(body.pictures)
        context.texts.update(body.texts)
        return body.markdown


def outlines_digest(site: Site, cache: Cache) -> bytes:
    """Return a hash of the outlines of all incidents, of the catalogues and of the day."""
    incidents = (_outline_digest(one, site.digests, cache) for one in site.corpus.incidents)
    return digest(repr(site.corpus.catalogues), *incidents)


def _outline_digest(incident: Incident, digests: Mapping[str, bytes], cache: Cache) -> bytes:
    own = digests.get(incident.id)
    key = digest("outline", own) if own else b""
    cached = cache.get(key) if key else MISSING
    if isinstance(cached, bytes):
        return cached
    hashed = digest(repr(outline(incident)))
    if key:
        cache.put(key, hashed)
    return hashed
