"""Drawings as HTML figures: in a frame that scrolls, with a legend of node kinds."""

from collections.abc import Callable, Sequence
from html import escape

from ..model import NodeKind, RootCause
from ..site_map import SiteMap
from .mermaid import dependencies, drawn_name, source
from .svg import draw, graph_svg, picture

TITLE = "How the trigger led to the impact; the table below has the same content"


SWATCHES: dict[NodeKind, str] = {
    "trigger": "M4 1H18L21 6L18 11H4L1 6Z",
    "primary-failure": "M1 1H21V11H1Z",
    "contributing-factor": "M5 1H21L17 11H1Z",
    "failed-safeguard": "M1 1H21V11H1ZM4 1V11M18 1V11",
    "cascading-effect": "M4 1H18Q21 1 21 4V8Q21 11 18 11H4Q1 11 1 8V4Q1 1 4 1Z",
    "user-impact": "M5 1H17L21 11H1Z",
    "system-response": "M1 1H21V11H1L5 6Z",
    "recovery-action": "M1 1H17L21 11H5Z",
}
"""The shapes of `mermaid.SHAPES`, small, as paths in a box of 22 by 12."""


def swatch(kind: NodeKind) -> str:
    """Return the legend entry of a node kind, with its shape and colours."""
    return (
        f'<svg class="pm-swatch {kind}" viewBox="0 0 22 12" aria-hidden="true">'
        f'<path d="{SWATCHES[kind]}"/></svg>'
    )


def root_cause_figure(root_cause: RootCause, name: str) -> str:
    """Return the diagram of a root cause with a legend. `name` is an unused id on the page."""
    svg = graph_svg(source(root_cause), name, TITLE, _targets(root_cause))
    kinds = dict.fromkeys(node.kind for node in root_cause.nodes)
    legend = "".join(
        f"<li>{swatch(kind)}{escape(kind.replace('-', ' ').capitalize())}</li>" for kind in kinds
    )
    legend = f'<figcaption><ul class="pm-legend">{legend}</ul></figcaption>'
    return _frame(svg, "Root cause diagram", legend)


def _targets(root_cause: RootCause) -> dict[str, tuple[str, str]]:
    """Return the words and the row of each node in the table of the page, by its drawn name."""
    return {
        drawn_name(number): (node.text, f"#{SiteMap.cause_anchor(node.id)}")
        for number, node in enumerate(root_cause.nodes)
    }


def dependencies_figure(name: str, needs: Sequence[str], needed_by: Sequence[str]) -> str:
    """Return the diagram of a service's dependencies; the page also lists them as links."""
    title = "Dependencies of the service in both directions; the lists above have the same content"
    svg = graph_svg(dependencies(name, needs, needed_by), "diagram-1", title)
    return _frame(svg, "Dependency diagram")


def _frame(svg: str, label: str, below: str = "") -> str:
    # A region that scrolls must be reachable by keyboard: WCAG 2.2, 2.1.1.
    return (
        f'<figure class="pm-diagram"><div class="pm-scroll" '
        f'role="region" aria-label="{label}" tabindex="0">{svg}</div>{below}</figure>'
    )


def plain_figure(source: str, draw: Callable[[str], str] = draw) -> str:
    """Return an author's diagram on a white background, with its text as an alternative.

    Args:
        source: the text of the diagram.
        draw: draws the diagram; callers with a `Budget` pass its method.

    Raises:
        DiagramSyntaxError: the text is not a diagram.
    """
    return (
        f'<figure class="pm-diagram pm-paper">'
        f'<img src="{picture(source, draw)}" alt="Diagram; its text follows">'
        f"<details><summary>The diagram as text</summary><pre><code>{escape(source)}</code></pre>"
        f"</details></figure>"
    )
