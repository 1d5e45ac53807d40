"""Charts drawn at build time as SVG, with the colours of the page's stylesheet.

Each has a table with the same content. Charts do not depend on the model or on the site's layout:
they get marks with texts and addresses.
"""

from .bars import Bar, bars
from .counts import counts
from .dots import Dot, Lane, dots
from .figure import Figure, Table
from .heat import HeatRow, heat
from .level import Level
from .lines import Band, Extreme, Panel, lines
from .periods import PeriodBar, periods
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
    "Panel",
    "PeriodBar",
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
    "periods",
    "phase_strip",
    "phases",
    "stacks",
]
