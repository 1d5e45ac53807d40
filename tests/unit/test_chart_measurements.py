"""Charts of measurements: lines against their baseline, and counts over time."""

import re
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st

from postmortems.chart import (
    Band,
    Extreme,
    Figure,
    Level,
    Panel,
    TimeFrame,
    TimeMark,
    counts,
    lines,
)
from postmortems.chart.counts import BARS, period_text
from postmortems.chart.lines import ROWS
from postmortems.chart.time_frame import time_text
from postmortems.chart.value_axis import ValueAxis, clamp, value_text

START = 1773478800.0  # 2026-03-14 09:00 UTC
HOUR = 3600.0
MARKS = (TimeMark("Started", START, "09:00"), TimeMark("Detected", START + 300, "09:05"))
FRAME = TimeFrame(START - HOUR, START + HOUR, (START, START + 1800), MARKS)
CLASSES = [Level("error", "Errors", "pm-fill-1"), Level("other", "Other", "pm-fill-5")]
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cn"]), max_size=20)
TIMES = st.floats(-1e9, 1e12)
NUMBERS = st.floats(allow_nan=False)


def panel(name: str = "cpu", **more: object) -> Panel:
    run = [(START + 60 * at, 10.0 + at % 3) for at in range(-60, 60) if at != 5]
    run.append((START + 3590, 170.0))
    values = {"unit": "%", "band": Band(8, 11, 14), "extreme": Extreme(START + 300, 170, "170 %")}
    return Panel(name, [run[:60], run[60:]], **{**values, **more})  # type: ignore[arg-type]


def chart(*panels: Panel, frame: TimeFrame = FRAME) -> Figure:
    figure = lines(panels, frame, "CPU", "From evidence/cpu.csv.")
    assert figure is not None
    return figure


def soup(figure: Figure) -> BeautifulSoup:
    return BeautifulSoup(figure.html(), "html.parser")


def one(page: BeautifulSoup, selector: str) -> Tag:
    tags = page.select(selector)
    assert len(tags) == 1, (selector, len(tags))
    return tags[0]


def require_xml(figure: Figure) -> None:
    """Parse the drawing as XML, and require finite positions."""
    ElementTree.fromstring(f'<root xmlns:xlink="xlink">{figure.picture}</root>')
    drawn = re.findall(r' (?:[xy][12]?|c[xy]|width|height|d)="([^"]*)"', figure.picture)
    assert not [text for text in drawn if "nan" in text or "inf" in text]


def test_runs_are_drawn_as_one_path_with_gaps() -> None:
    path = one(soup(chart(panel())), "path.pm-line")
    assert str(path["d"]).count("M") == 2


def test_a_point_that_is_alone_is_a_dot() -> None:
    path = one(soup(chart(Panel("cpu", [[(START, 1.0)]]))), "path.pm-line")
    assert str(path["d"]).endswith("h.01")


def test_the_window_begins_and_ends_where_the_incident_does() -> None:
    window = one(soup(chart(panel())), "rect.pm-window:not(.pm-key *)")
    assert (window["x"], window["width"]) == ("50%", "24.4%")


def test_an_incident_without_an_end_is_shaded_to_the_end_of_the_axis() -> None:
    frame = TimeFrame(START - HOUR, START + HOUR, (START, None))
    window = one(soup(chart(panel(), frame=frame)), "rect.pm-window:not(.pm-key *)")
    assert window["width"] == "48.8%"


def test_phases_are_labelled_once_and_lined_in_each_panel() -> None:
    page = soup(chart(panel("a"), panel("b")))
    assert [text.text for text in page.select("text.pm-halo:not(.pm-strong)")] == [
        "Started 09:00",
        "Detected 09:05",
    ]
    assert len(page.select("line.pm-mark")) == 4


def test_labels_of_phases_that_are_close_have_rows_of_their_own() -> None:
    rows = [text["y"] for text in soup(chart(panel())).select("text.pm-halo:not(.pm-strong)")]
    assert len(set(rows)) == 2


def test_phases_outside_the_span_are_not_drawn() -> None:
    frame = TimeFrame(START, START + 60, None, (TimeMark("Resolved", START + HOUR, "10:00"),))
    assert not soup(chart(Panel("cpu", [[(START, 1.0)]]), frame=frame)).select(".pm-mark")


def test_a_peak_is_labelled_above_and_a_trough_below_its_point() -> None:
    for value, is_below in ((170.0, False), (2.0, True)):
        page = soup(chart(panel(extreme=Extreme(START + 300, value, "extreme"))))
        point, label = one(page, "circle.pm-extreme"), one(page, "text.pm-strong")
        assert (float(str(label["y"])) > float(str(point["cy"]))) is is_below


def test_a_name_and_a_unit_head_each_panel() -> None:
    page = soup(chart(panel("a"), panel("b", unit="")))
    assert [name.text for name in page.select("p.pm-panel")] == ["a %", "b"]


def test_the_table_has_the_ranges_the_phases_and_the_extreme() -> None:
    table = chart(panel()).table
    assert table.head == ["From (UTC)", "cpu (%)", "Notes"]
    assert len(table.rows) <= ROWS + 1 + len(MARKS)
    noted = [row for row in table.rows if row[-1]]
    assert noted == [
        ["2026-03-14 09:00", "", "Started 09:00"],
        ["2026-03-14 09:05", "", "Detected 09:05"],
        ["2026-03-14 09:05", "10 to 12", "170 %"],
    ]
    assert any("170" in str(row[1]) for row in table.rows)


def test_the_table_of_several_metrics_has_one_after_the_other() -> None:
    table = chart(panel("a"), Panel("b", [[(START - HOUR, 1.0)]])).table
    assert table.head == ["From (UTC)", "Metric", "Values", "Notes"]
    names = [row[1] for row in table.rows]
    assert list(dict.fromkeys(names)) == ["", "a (%)", "b"]
    assert [row[2] for row in table.rows if row[1] == "b"][:2] == ["1", "no data"]


def test_no_points_in_the_span_are_no_chart() -> None:
    assert lines([panel()], TimeFrame(0, 100), "CPU", "") is None
    assert lines([], FRAME, "CPU", "") is None


def test_legends_name_only_what_is_drawn() -> None:
    assert [text for _, text in chart(panel()).legend] == [
        "Usual before the incident",
        "During the incident",
    ]
    frame = TimeFrame(START - HOUR, START + HOUR)
    assert chart(panel(band=None), frame=frame).legend == []


@given(
    st.lists(
        st.builds(
            Panel,
            TEXTS,
            st.lists(st.lists(st.tuples(TIMES, NUMBERS), max_size=4), max_size=3),
            TEXTS,
            st.none() | st.builds(Band, NUMBERS, NUMBERS, NUMBERS),
            st.none() | st.builds(Extreme, TIMES, NUMBERS, TEXTS),
        ),
        max_size=3,
    ),
    TIMES,
    TIMES,
    st.none() | st.tuples(TIMES, st.none() | TIMES),
    st.lists(st.builds(TimeMark, TEXTS, TIMES, TEXTS), max_size=4),
)
def test_any_lines_are_well_formed(
    panels: list[Panel],
    first: float,
    last: float,
    window: tuple[float, float | None] | None,
    marks: list[TimeMark],
) -> None:
    figure = lines(panels, TimeFrame(first, last, window, marks), "<title>", "</figure>")
    if figure is not None:
        require_xml(figure)


@given(
    st.dictionaries(
        TIMES, st.dictionaries(st.sampled_from(["error", "other"]), st.integers(0, 10**9))
    ),
    TIMES,
    TIMES,
    TEXTS,
)
def test_any_counts_are_well_formed(
    numbers: dict[float, dict[str, int]], first: float, last: float, text: str
) -> None:
    frame = TimeFrame(first, last, (first, None), [TimeMark(text, first, text)])
    figure = counts(numbers, [Level("error", text, "pm-fill-1"), CLASSES[1]], frame, text, text)
    if figure is not None:
        require_xml(figure)


def test_counts_are_stacked_as_high_as_they_are() -> None:
    numbers = {START: {"error": 3, "other": 1}, START + 60: {"other": 4}}
    figure = counts(numbers, CLASSES, FRAME, "Log", "Entries.")
    assert figure is not None
    bars = soup(figure).select(".pm-plot__area g rect")
    heights = [float(str(bar["height"])) for bar in bars]
    assert [bar["class"] for bar in bars] == [["pm-fill-1"], ["pm-fill-5"]]
    assert heights[1] / heights[0] == pytest.approx(5 / 3, rel=0.01)
    assert "Number per 2 minutes" in figure.html()
    start = time_text(START // 120 * 120)
    assert figure.text == f"At most 8 in 2 minutes, from {start}. Entries."


def test_counts_of_a_long_time_are_grouped_and_none_is_lost() -> None:
    numbers = {START + 60 * at: {"error": 1} for at in range(3000)}
    frame = TimeFrame(START, START + 60 * 3000)
    figure = counts(numbers, CLASSES, frame, "Log", "")
    assert figure is not None and "Number per hour" in figure.html()
    assert len(figure.table.rows) <= BARS
    assert sum(int(str(row[1])) for row in figure.table.rows) == 3000


def test_counts_of_nothing_are_no_chart() -> None:
    assert counts({}, CLASSES, FRAME, "Log", "") is None
    assert counts({START: {"error": 0}}, CLASSES, FRAME, "Log", "") is None


def test_phases_are_rows_of_the_table_of_counts() -> None:
    figure = counts({START: {"error": 1}}, CLASSES, FRAME, "Log", "")
    assert figure is not None
    assert [row[-1] for row in figure.table.rows if row[-1]] == ["Started 09:00", "Detected 09:05"]


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(60, "1 minute"), (900, "15 minutes"), (7200, "2 hours"), (86400, "1 day")],
)
def test_lengths_of_time_are_written_in_words(seconds: int, text: str) -> None:
    assert period_text(seconds) == text


@given(st.lists(NUMBERS, min_size=1, max_size=5))
def test_an_axis_reaches_from_below_the_least_to_above_the_greatest(values: list[float]) -> None:
    axis = ValueAxis(values)
    clamped = [clamp(value) for value in values]
    slack = 1e-6 * (axis.ticks[-1] - axis.ticks[0])
    assert axis.ticks[0] - slack <= min(clamped) and max(clamped) <= axis.ticks[-1] + slack
    assert 2 <= len(axis.ticks) <= 8
    assert all(axis.label(tick) for tick in axis.ticks)


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        ([0.1, 2.3], ["0", "1", "2", "3"]),
        ([0.97, 0.99], ["0.970", "0.975", "0.980", "0.985", "0.990"]),
        ([1.2e9, 3.1e9], ["0", "1 G", "2 G", "3 G", "4 G"]),
        ([5, 5], ["0", "2", "4", "6"]),
        ([0, 0], ["0.0", "0.5", "1.0"]),
        ([5e-324], ["0.0", "0.5", "1.0"]),
    ],
)
def test_labels_of_an_axis_are_short(values: list[float], labels: list[str]) -> None:
    axis = ValueAxis(values)
    assert [axis.label(tick) for tick in axis.ticks] == labels


@pytest.mark.parametrize(
    ("value", "text"), [(0.13412, "0.1341"), (1026.44, "1,026"), (1.5e15, "1.500e+15"), (0, "0")]
)
def test_values_are_written_with_four_digits(value: float, text: str) -> None:
    assert value_text(value) == text
