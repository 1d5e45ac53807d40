"""A client of the MCP server of `postmortems mcp`, which runs in a process of its own."""

import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import anyio
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.types import CallToolResult

from tests.conftest import ENVIRONMENT

T = TypeVar("T")


def talk(folder: Path, session: Callable[[Client], Awaitable[T]], log: Path) -> T:
    """Start a server over the incidents of a folder, and return what a session with it returns.

    Args:
        folder: the folder that has the folder `incidents`.
        session: talks to the server.
        log: the file that takes what the server writes to its standard error.
    """
    server = StdioServerParameters(
        command=sys.executable,
        args=["-m", "postmortems", "mcp"],
        env=ENVIRONMENT,
        cwd=folder,
    )

    async def run() -> T:
        with log.open("w", encoding="utf-8") as stream:
            async with Client(stdio_client(server, errlog=stream)) as client:
                return await session(client)

    return anyio.run(run)


async def call(client: Client, tool: str, **arguments: Any) -> CallToolResult:
    """Call a tool and return its answer; no answer has a trace of a crash."""
    answer = await client.call_tool(tool, arguments)
    assert "Traceback" not in words(answer)
    return answer


def words(answer: CallToolResult) -> str:
    """Return the text of an answer."""
    return "".join(getattr(block, "text", "") for block in answer.content)
