"""Pictures of numbers, drawn at build time: SVG that takes its colours from the page's stylesheet.

Each has a text twin that says the same. No picture knows the model's incidents or where pages are:
it is given marks with their words and addresses.
"""

from .bars import Bar, bars
from .dots import Dot, Lane, dots
from .figure import Figure, Table
from .heat import HeatRow, heat
from .months import Level, MonthBar, months
from .phases import Reach, phases

__all__ = [
    "Bar",
    "Dot",
    "Figure",
    "HeatRow",
    "Lane",
    "Level",
    "MonthBar",
    "Reach",
    "Table",
    "bars",
    "dots",
    "heat",
    "months",
    "phases",
]
