"""Mermaid fences within Markdown: where they are, and what is in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

FENCE = re.compile(
    r"^(?P<fence>```+|~~~+)[ ]*mermaid[ ]*\n(?P<source>.*?)^(?P=fence)[ ]*$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Fence:
    """A diagram of the author's; `line` is that of its first line in the text, from 1."""

    source: str
    line: int


def fences(markdown: str) -> Iterator[Fence]:
    """The mermaid fences of a text, in order."""
    for found in FENCE.finditer(markdown):
        yield Fence(found["source"], markdown.count("\n", 0, found.start("source")) + 1)
