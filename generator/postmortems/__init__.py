"""Postmortems as data: read incidents from folders of YAML, check them, render them as Markdown.

The names in `__all__` are the public API. They are imported on first use, so that importing this
package stays fast. This package does not depend on MkDocs.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .check import Report
    from .check import check as check_incidents
    from .model import Corpus, Incident, Place, Problem
    from .reader import ReadResult, read
    from .render import incident_page

__version__ = "0.1.0"

__all__ = [
    "Corpus",
    "Incident",
    "Place",
    "Problem",
    "ReadResult",
    "Report",
    "__version__",
    "check_incidents",
    "incident_page",
    "read",
]

_SOURCES = {
    "Corpus": "model.Corpus",
    "Incident": "model.Incident",
    "Place": "model.Place",
    "Problem": "model.Problem",
    "ReadResult": "reader.ReadResult",
    "Report": "check.Report",
    # `check` itself is the name of the subpackage.
    "check_incidents": "check.check",
    "incident_page": "render.incident_page",
    "read": "reader.read",
}
"""Where each public name is defined, below this package."""


def __getattr__(name: str) -> Any:
    """Import a public name on first use."""
    if name not in _SOURCES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, attribute = _SOURCES[name].rpartition(".")
    return getattr(import_module(f".{module}", __name__), attribute)
