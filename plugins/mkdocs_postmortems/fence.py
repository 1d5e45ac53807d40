"""Mermaid fences on the site's own pages, drawn at build time."""

from html import escape
from typing import Any

from markdown import Markdown
from mkdocs.plugins import get_plugin_logger

from postmortems.diagram import DiagramSyntaxError, plain_figure

log = get_plugin_logger("postmortems")


def format_mermaid(
    source: str,
    language: str,
    css_class: str,
    options: dict[str, Any],
    md: Markdown,
    **_: Any,
) -> str:
    """Draw a fence, for SuperFences; one that does not parse stays text, with a warning."""
    try:
        return plain_figure(source)
    except DiagramSyntaxError as error:
        log.warning(f"a mermaid diagram does not parse: {error}\n{source}")
        return f"<pre><code>{escape(source)}</code></pre>"
