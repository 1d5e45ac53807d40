"""A drawing as a page shows it: in a frame that scrolls by itself, with a legend of its kinds."""

from html import escape

from ..model import RootCause
from .mermaid import source
from .svg import plain_svg, root_cause_svg

TITLE = "How the trigger led to the impact; the table below says the same"


def root_cause_figure(root_cause: RootCause, name: str) -> str:
    """The root cause's diagram with a legend. `name` is an id that is free on the page."""
    svg = root_cause_svg(source(root_cause), name, TITLE)
    kinds = dict.fromkeys(node.kind for node in root_cause.nodes)
    legend = "".join(
        f'<li><span class="pm-swatch pm-swatch-{kind}" aria-hidden="true"></span>'
        f"{escape(kind.replace('-', ' ').capitalize())}</li>"
        for kind in kinds
    )
    return _framed(svg, "Root cause diagram", f'<ul class="pm-legend">{legend}</ul>')


def plain_figure(source: str, name: str) -> str:
    """A diagram of the author's own.

    Raises:
        Unparsable: the text is not a diagram.
    """
    return _framed(plain_svg(source, name, "Diagram"), "Diagram", "", "pm-paper")


def _framed(svg: str, label: str, legend: str, more: str = "") -> str:
    # A region that scrolls must be reachable by keyboard: WCAG 2.2, 2.1.1.
    caption = f"<figcaption>{legend}</figcaption>" if legend else ""
    return (
        f'<figure class="pm-diagram {more}" data-pagefind-ignore="all">'
        f'<div class="pm-scroll" role="region" aria-label="{escape(label)}" tabindex="0">{svg}'
        f"</div>{caption}</figure>"
    )
