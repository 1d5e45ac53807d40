"""Diagrams: the root cause drawn from its nodes, and the author's own."""

from .fences import Fence, blocks, fences
from .figure import dependencies_figure, plain_figure, root_cause_figure
from .mermaid import SHAPES, source
from .svg import Unparsable, draw

__all__ = [
    "SHAPES",
    "Fence",
    "Unparsable",
    "blocks",
    "dependencies_figure",
    "draw",
    "fences",
    "plain_figure",
    "root_cause_figure",
    "source",
]
