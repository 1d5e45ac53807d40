"""The time axis of a chart of measurements, with an incident's window and its phases.

Positions across are percentages of the width, so that text keeps its size.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property

from markupsafe import Markup

from .markup import fill
from .scale import DAY, TimeScale, inset, percent

TIME_FOOT = 20
"""The height of the labels below a drawing."""
_ROW = 15
_PHONE = 290
"""The width of a drawing on a phone, in which the labels of marks must not overlap."""
_CHARACTER = 6.4
_TIMES_ON_PHONE, _DATES_ON_PHONE = 5, 3
_LAST = datetime(9900, 1, 1, tzinfo=UTC).timestamp()
_LEAST = 60.0
_PERIODS = (
    *(1, 2, 5, 10, 15, 30),
    *(60 * minutes for minutes in (1, 2, 5, 10, 15, 30)),
    *(3600 * hours for hours in (1, 2, 3, 6, 12, 24, 48, 168, 720, 8760)),
)


@dataclass(frozen=True)
class TimeMark:
    """A moment that is marked with a line, such as the phase of an incident.

    `when` is its time in words, and `seconds` the same since the epoch. `colour` is the CSS class
    of a dot before its label, "" for none.
    """

    name: str
    seconds: float
    when: str
    colour: str = ""

    @property
    def label(self) -> str:
        """Its name and its time."""
        return f"{self.name} {self.when}".strip()

    @property
    def room(self) -> float:
        """The share of the width that its label takes on a phone."""
        return (len(self.label) * _CHARACTER + 8 + self.indent) / _PHONE

    @property
    def indent(self) -> int:
        """The distance of its label from its line in pixels."""
        return 9 if self.colour else 4


@dataclass(frozen=True)
class TimeFrame:
    """A span of time, and what is marked in it. All numbers are seconds since the epoch.

    Args:
        first: the beginning of the axis.
        last: its end.
        window: the incident; its end is None if it has none.
        marks: the phases, in the order of their times.
        zone: of the times that the chart prints, which are those of UTC.
    """

    first: float
    last: float
    window: tuple[float, float | None] | None = None
    marks: Sequence[TimeMark] = ()
    zone: str = "UTC"

    @cached_property
    def begin(self) -> float:
        """The beginning of the axis, within the years that dates can have."""
        return min(max(self.first, 0.0), _LAST)

    @cached_property
    def end(self) -> float:
        """The end of the axis, at least a minute later."""
        return max(min(self.last, _LAST), self.begin + _LEAST)

    @cached_property
    def scale(self) -> TimeScale:
        """The ticks of the axis."""
        return TimeScale(moment(self.begin), moment(self.end))

    def has(self, seconds: float) -> bool:
        """Return whether a time lies on the axis."""
        return self.begin <= seconds <= self.end

    def share(self, seconds: float) -> float:
        """Return the position of a time, 0 to 1; of one outside, the nearer end."""
        return min(1.0, max(0.0, (seconds - self.begin) / (self.end - self.begin)))

    def across(self, seconds: float) -> str:
        """Return the position of a time as an SVG attribute."""
        return percent(inset(self.share(seconds)))

    @cached_property
    def shown_marks(self) -> list[TimeMark]:
        """The marks that lie on the axis."""
        return [mark for mark in self.marks if self.has(mark.seconds)]

    @cached_property
    def mark_rows(self) -> list[int]:
        """The row of the label of each mark, from the top, so that no two labels overlap."""
        rows: list[int] = []
        row = 0
        for index, mark in enumerate(self.shown_marks):
            if index:
                before = self.shown_marks[index - 1]
                apart = self.share(mark.seconds) - self.share(before.seconds)
                row = 0 if apart > before.room + mark.room else row + 1
            rows.append(row)
        return rows

    @property
    def marks_height(self) -> int:
        """The height of the labels of the marks."""
        return _ROW * (max(self.mark_rows) + 1) + 3 if self.mark_rows else 0

    def behind(self, top: float, bottom: float) -> Markup:
        """Return the shaded window and the grid lines of a drawing."""
        grid = Markup().join(
            fill(
                '<line class="pm-grid" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>',
                percent(inset(self.scale.share(tick))),
                top,
                bottom,
            )
            for tick in self.scale.ticks
        )
        return self._shade(top, bottom) + grid

    @property
    def has_window(self) -> bool:
        """Whether a part of the incident lies on the axis."""
        if self.window is None:
            return False
        start, end = self.window
        return start <= self.end and (end is None or end >= self.begin)

    def _shade(self, top: float, bottom: float) -> Markup:
        if self.window is None or not self.has_window:
            return Markup()
        start, end = self.window
        left = inset(self.share(start))
        right = inset(self.share(self.end if end is None else end))
        return fill(
            '<rect class="pm-window" x="{}" width="{}" y="{}" height="{}"/>',
            percent(left),
            percent(max(right - left, 0.004)),
            top,
            bottom - top,
        )

    def before(self, top: float, bottom: float, *, named: bool) -> Markup:
        """Return the lines of the marks, and their labels above `top` if `named`."""
        return Markup().join(
            self._mark(mark, row, top, bottom, named=named)
            for mark, row in zip(self.shown_marks, self.mark_rows, strict=True)
        )

    def _mark(self, mark: TimeMark, row: int, top: float, bottom: float, *, named: bool) -> Markup:
        label_y = top - self.marks_height + _ROW * row + 11
        line = fill(
            '<line class="pm-mark" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>',
            self.across(mark.seconds),
            label_y - 9 if named else top,
            bottom,
        )
        if not named:
            return line
        is_right = self.share(mark.seconds) > 1 - mark.room
        if mark.colour:
            line += fill(
                '<circle class="pm-phase {}" cx="{}" cy="{}" r="4.5"/>',
                mark.colour,
                self.across(mark.seconds),
                label_y - 4,
            )
        return line + fill(
            '<text class="pm-halo" x="{}" dx="{}" y="{}" text-anchor="{}">{}</text>',
            self.across(mark.seconds),
            -mark.indent if is_right else mark.indent,
            label_y,
            "end" if is_right else "start",
            mark.label,
        )

    def labels(self, y: float) -> Markup:
        """Return the labels of the ticks."""
        return Markup().join(
            fill(
                '<text class="pm-rank-{}" x="{}" y="{}" text-anchor="{}">{}</text>',
                self._rank(index),
                percent(inset(self.scale.share(tick))),
                y,
                _anchor(self.scale.share(tick)),
                self.scale.label(tick),
            )
            for index, tick in enumerate(self.scale.ticks)
        )

    def _rank(self, index: int) -> int:
        """Return the rank of a tick's label: 1 for as many as a narrow drawing has room for."""
        number, room = len(self.scale.ticks), _TIMES_ON_PHONE
        if self.scale.step >= DAY:
            room = _DATES_ON_PHONE
        if number <= room:
            return 1
        return (1, 3)[index % 2] if number <= 2 * room else (1, 3, 2, 3)[index % 4]

    def period(self, most: int, least: int = 1) -> int:
        """Return a length of time in seconds that divides the axis into at most `most` parts."""
        wanted = (self.end - self.begin) / most
        fitting = (one for one in _PERIODS if one >= max(wanted, least))
        return next(fitting, int(wanted) + 1)


def moment(seconds: float) -> datetime:
    """Return a time between 1970 and 9900 as a date and time."""
    return datetime.fromtimestamp(0, UTC) + timedelta(seconds=min(max(seconds, 0.0), _LAST))


def time_text(seconds: float) -> str:
    """Return a time to the minute, or to the second if it has seconds."""
    at = moment(seconds)
    return at.strftime("%Y-%m-%d %H:%M:%S" if at.second else "%Y-%m-%d %H:%M")


def _anchor(share: float) -> str:
    return "start" if share < 0.04 else "end" if share > 0.96 else "middle"
