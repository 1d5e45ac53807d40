"""The command `postmortems mcp`: the search as tools of an agent, over stdin and stdout."""

import argparse
import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..cache import site_cache
from ..reader import read, topics
from ..search import LessonSuggestions, Topics, read_similarity_index
from .exit import EXIT_USAGE
from .search import search_of, warn_of_unread

if TYPE_CHECKING:
    from ..mcp_server import Knowledge


def run(options: argparse.Namespace) -> int:
    """Serve the tools until the client closes the standard input.

    Args:
        options: `incidents`.

    Returns:
        0, or 2 if the extra `mcp` is not installed.
    """
    try:
        from ..mcp_server import make_server
    except ImportError:  # also of another version of `mcp`
        print(
            "postmortems: `postmortems mcp` needs version 2 of the package `mcp`; install it with: "
            "pip install 'mkdocs-postmortems[mcp]'",
            file=sys.stderr,
        )
        return EXIT_USAGE
    server = make_server(options.incidents, _knowledge)
    gc.enable()  # unlike other commands, a server runs for long
    server.run("stdio")
    return 0


def _knowledge(incidents: Path) -> "Knowledge":
    """Read a folder of incidents, and return what the tools search."""
    from ..mcp_server import Knowledge

    with site_cache(incidents) as cache:
        reading = read(incidents, cache=cache)
        corpus = reading.corpus
        search = search_of(reading, cache)
        similarity = read_similarity_index(corpus, reading.digests, cache, topics())
    warn_of_unread(reading)
    return Knowledge(corpus, search, similarity, LessonSuggestions(corpus, Topics(topics())))
