"""Search: index the built pages with Pagefind, in place of Material's search."""

import logging
from pathlib import Path

from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, get_plugin_logger
from pagefind_bin import get_executable

from postmortems.progress import Progress

from . import child
from .guard import describe
from .pagefind_index import UnknownFormatError, sort_facets

log = get_plugin_logger("postmortems")

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


def index(site: Path) -> None:
    """Write `pagefind/` into a built site.

    Headings become separate results; the facets are in the pages as `data-pagefind-filter`.
    A failure is logged as an error, which fails a strict build.
    """
    try:
        _index(site)
    except UnknownFormatError as error:
        log.info(f"the order of search facets may differ from build to build ({error})")
    except Exception as error:
        log.error(f"the search index could not be built: {describe(error)}")


def _index(site: Path) -> None:
    command = [
        str(get_executable()),
        "--site",
        str(site),
        "--root-selector",
        "article",
        "--exclude-selectors",
        IGNORED,
        "--quiet",
    ]
    with Progress(is_shown=log.isEnabledFor(logging.INFO)).during("indexing pages for the search"):
        done = child.run(command)
    if done.returncode:
        output = (done.stderr or done.stdout).strip()
        log.error(f"the search index could not be built: {output or 'pagefind gave no reason'}")
        return
    if done.stderr.strip():
        log.info(done.stderr.strip())
    sort_facets(site / "pagefind")
