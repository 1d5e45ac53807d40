"""diagram-does-not-parse: a mermaid fence in prose is no diagram.

A reader would get the fence's text instead of a picture; the pull request is the place to notice.
"""

from collections.abc import Iterator

from ..diagram import Unparsable, draw, fences
from ..model import Incident
from .finding import Finding, Loc

NAME = "diagram-does-not-parse"


def check(incident: Incident) -> Iterator[Finding]:
    """Try to draw every mermaid fence of an incident's prose."""
    prose: dict[Loc, str | None] = {
        ("summary",): incident.summary,
        ("root_cause", "summary"): incident.root_cause.summary,
    }
    for loc, text in prose.items():
        for fence in fences(text or ""):
            try:
                draw(fence.source)
            except Unparsable as error:
                yield Finding(
                    loc,
                    NAME,
                    f"the diagram does not parse: {error}",
                    "mend it, or draw it from `root_cause.nodes`",
                    line=fence.line + error.line - 1,
                )
