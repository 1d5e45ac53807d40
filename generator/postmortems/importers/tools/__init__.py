"""The tools whose exports can be imported, each in a module of its own.

A module recognizes files by their content, and makes a draft of each incident in them.
"""

from ...evidence import Source
from . import (
    cstate,
    datadog,
    firehydrant,
    incident_io,
    opsgenie,
    pagerduty,
    rootly,
    servicenow,
    slack,
    statuspage,
    statuspage_history,
)
from .paging import has_more
from .tool import Tool

TOOLS: dict[str, Tool] = {
    module.TOOL.name: module.TOOL
    for module in (
        statuspage,
        statuspage_history,
        pagerduty,
        incident_io,
        rootly,
        firehydrant,
        datadog,
        opsgenie,
        servicenow,
        slack,
        cstate,
    )
}
"""The tools by name, in the order in which files are tried."""


def tool_of(source: Source) -> tuple[Tool, str] | None:
    """Return the tool that exported a file, with why it is that one; None for other files.

    Raises:
        UnreadableEvidenceError: the file is too large, or its compression is broken.
    """
    for tool in TOOLS.values():
        if why := tool.recognize(source):
            return tool, why
    return None


__all__ = ["TOOLS", "Tool", "has_more", "tool_of"]
