"""The command `postmortems mcp`: the search as tools of an agent, over stdin and stdout."""

import argparse
import gc
import sys

from .exit import EXIT_USAGE
from .search import read_search


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
    server = make_server(options.incidents, read_search)
    gc.enable()  # unlike other commands, a server runs for long
    server.run("stdio")
    return 0
