"""The MkDocs plugin: a page for each incident, and index pages over all incidents.

The names in `__all__` are the public API. They are imported on first use: the indexes do not need
MkDocs, and a program that uses only them does not load it.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .config import PostmortemsConfig
    from .plugin import PostmortemsPlugin

__all__ = ["PostmortemsConfig", "PostmortemsPlugin"]


def __getattr__(name: str) -> Any:
    """Import a public name on first use."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import config, plugin

    return getattr(plugin, name, None) or getattr(config, name)
