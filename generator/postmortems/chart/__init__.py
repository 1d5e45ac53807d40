"""Charts drawn at build time as SVG, with the colours of the page's stylesheet.

Each has a table with the same content. Charts do not depend on the model or on the site's layout:
they get marks with texts and addresses.
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
