"""Search: index the built pages with Pagefind, in place of Material's search."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, get_plugin_logger
from pagefind_bin import get_executable

from postmortems.progress import Progress

from .child import Child
from .guard import describe
from .pagefind_index import UnknownFormatError, sort_facets

log = get_plugin_logger("postmortems")

FOLDER = "pagefind"
"""The folder of the search index within a site."""
_FAILED = "the search index could not be built"
IGNORED = ".headerlink, .md-content__button, .pm-unsearched, .pm-page thead"


class HeaderOptions(Config):
    """The options that the theme reads from a search plugin."""

    enabled = Type(bool, default=True)


class HeaderSearch(BasePlugin[HeaderOptions]):
    """A plugin under the name of Material's search plugin, so that the header shows a search box.

    It has no events; the theme reads `config.enabled` and includes `partials/search.html`.
    """


def has_own(config: MkDocsConfig) -> bool:
    """Return whether the site has configured another search for its header."""
    return "material/search" in config.plugins or "search" in config.plugins


@contextmanager
def indexing(site: Path) -> Iterator[None]:
    """Write `pagefind/` into a site whose pages are built, while the block runs.

    Headings become separate results; the facets are in the pages as `data-pagefind-filter`.
    A failure is logged as an error, which fails a strict build.
    """
    try:
        child = Child(_command(site))
    except Exception as error:
        log.error(f"{_FAILED}: {describe(error)}")
        yield
        return
    try:
        yield
        _finish(child, site)
    finally:
        child.kill()


def _command(site: Path) -> list[str]:
    return [
        str(get_executable()),
        "--site",
        str(site),
        "--root-selector",
        "article",
        "--exclude-selectors",
        IGNORED,
        "--quiet",
    ]


def _finish(child: Child, site: Path) -> None:
    progress = Progress(is_shown=log.isEnabledFor(logging.INFO))
    try:
        with progress.during("indexing pages for the search"):
            done = child.wait()
        if done.returncode:
            output = (done.stderr or done.stdout).strip()
            log.error(f"{_FAILED}: {output or 'pagefind gave no reason'}")
            return
        if done.stderr.strip():
            log.info(done.stderr.strip())
        sort_facets(site / FOLDER)
    except UnknownFormatError as error:
        log.info(f"the order of search facets may differ from build to build ({error})")
    except Exception as error:
        log.error(f"{_FAILED}: {describe(error)}")
