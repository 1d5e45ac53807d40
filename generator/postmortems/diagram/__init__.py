"""Diagrams: the root cause drawn from its nodes, and diagrams in authors' Markdown."""

from .budget import Budget, DiagramBudgetError
from .fences import Fence, blocks, fences
from .figure import dependencies_figure, plain_figure, root_cause_figure
from .mermaid import SHAPES, source, too_large
from .svg import DiagramSyntaxError, draw

__all__ = [
    "SHAPES",
    "Budget",
    "DiagramBudgetError",
    "DiagramSyntaxError",
    "Fence",
    "blocks",
    "dependencies_figure",
    "draw",
    "fences",
    "plain_figure",
    "root_cause_figure",
    "source",
    "too_large",
]
