"""A drawing as a page shows it: in a frame that scrolls by itself, with a legend of its kinds."""

from html import escape

from ..model import RootCause
from .mermaid import source
from .svg import picture, root_cause_svg

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
    # A region that scrolls must be reachable by keyboard: WCAG 2.2, 2.1.1.
    return (
        f'<figure class="pm-diagram" data-pagefind-ignore="all"><div class="pm-scroll" '
        f'role="region" aria-label="Root cause diagram" tabindex="0">{svg}</div>'
        f'<figcaption><ul class="pm-legend">{legend}</ul></figcaption></figure>'
    )


def plain_figure(source: str) -> str:
    """A diagram of the author's own on white paper, with its text for those who cannot see it.

    Raises:
        Unparsable: the text is not a diagram.
    """
    return (
        f'<figure class="pm-diagram pm-paper" data-pagefind-ignore="all">'
        f'<img src="{picture(source)}" alt="Diagram; its text follows">'
        f"<details><summary>The diagram as text</summary><pre><code>{escape(source)}</code></pre>"
        f"</details></figure>"
    )
