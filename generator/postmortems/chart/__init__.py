"""Charts drawn at build time as SVG, with the colours of the page's stylesheet.

Each has a table with the same content. Charts do not depend on the model or on the site's layout:
they get marks with texts and addresses.
"""

from .bars import Bar, bars
from .counts import counts
from .dots import Dot, Lane, dots
from .figure import Figure, Table
from .heat import HeatRow, heat
from .lines import Band, Extreme, Panel, lines
from .months import Level, MonthBar, months
from .phases import Reach, phase_strip, phases
from .stacks import Stack, stacks
from .time_frame import TimeFrame, TimeMark

__all__ = [
    "Band",
    "Bar",
    "Dot",
    "Extreme",
    "Figure",
    "HeatRow",
    "Lane",
    "Level",
    "MonthBar",
    "Panel",
    "Reach",
    "Stack",
    "Table",
    "TimeFrame",
    "TimeMark",
    "bars",
    "counts",
    "dots",
    "heat",
    "lines",
    "months",
    "phase_strip",
    "phases",
    "stacks",
]
