"""A server of the Model Context Protocol (MCP): the search of the incidents as tools of an agent.

It needs the extra `mcp` of the distribution.
"""

from .knowledge import Knowledge
from .server import make_server

__all__ = ["Knowledge", "make_server"]
