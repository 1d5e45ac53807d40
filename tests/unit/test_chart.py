"""Pictures: what is drawn is what was counted, the twin says the same, and no text breaks out."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st

from postmortems.chart import (
    Bar,
    Dot,
    Figure,
    HeatRow,
    Lane,
    Level,
    PeriodBar,
    Reach,
    bars,
    dots,
    heat,
    periods,
    phases,
)
from postmortems.chart.dots import NAMED
from postmortems.chart.scale import DurationScale, TimeScale, counts, percent

START = datetime(2026, 3, 14, 9, 20, tzinfo=UTC)


def soup(figure: Figure) -> BeautifulSoup:
    return BeautifulSoup(figure.html(), "html.parser")


def drawing(figure: Figure) -> Tag:
    found = soup(figure).select_one("svg.pm-plot__area")
    assert found is not None
    return found


@given(st.integers(0, 10**6), st.integers(2, 8))
def test_counts_reach_the_largest_in_even_steps(most: int, wanted: int) -> None:
    found = counts(most, wanted)
    assert found[0] == 0 and found[-1] >= most
    assert len({b - a for a, b in pairwise(found)}) == 1
    assert 2 <= len(found) <= wanted + 1


@given(st.lists(st.floats(1, 10**9), min_size=1))
def test_lengths_lie_on_their_axis_in_their_order(seconds: list[float]) -> None:
    axis = DurationScale(min(seconds), max(seconds))
    shares = [axis.share(value) for value in sorted(seconds)]
    assert shares == sorted(shares)
    assert shares[0] >= 0 and shares[-1] <= 1 + 1e-9
    assert len(axis.ticks) >= 2


@pytest.mark.parametrize(
    ("least", "label", "at"),
    [(0, "≤ 1 min", 0), (59, "≤ 1 min", 0), (60, "1 min", 0), (200, "1 min", 1), (400, "5 min", 1)],
)
def test_less_than_the_first_tick_stands_at_it_and_says_so(least: int, label: str, at: int) -> None:
    axis = DurationScale(least, 3000)
    assert axis.ticks[0][1] == label
    assert (axis.share(least) > 0) == bool(at)


@given(st.datetimes(datetime(1970, 1, 1), datetime(2199, 1, 1)), st.integers(1, 10**9))
def test_ticks_of_time_lie_between_the_ends(first: datetime, seconds: int) -> None:
    first = first.replace(tzinfo=UTC)
    axis = TimeScale(first, first + timedelta(seconds=seconds))
    assert len(axis.ticks) <= 8
    for tick in axis.ticks:
        assert 0 <= axis.share(tick) <= 1
        assert axis.label(tick)


def lane(number: int) -> Lane:
    shown = [Dot(60.0 + at, f"incident {at}", f"i/{at}/", "pm-fill-1") for at in range(number)]
    return Lane("Time to resolve", shown, 90.0, ["1"], f"{number} incidents", "median 2 min")


def test_every_incident_is_a_dot_that_leads_to_it() -> None:
    figure = dots([lane(40)], "How long", "Each dot is an incident.", ["", "n"], [])
    links = drawing(figure).select("a")
    assert {link["xlink:href"] for link in links} == {f"i/{at}/" for at in range(40)}
    assert len(drawing(figure).select("circle")) == 40
    assert len(drawing(figure).select(".pm-median")) == 1
    assert [text.get_text() for text in drawing(figure).select("text.pm-strong")] == [
        "median 2 min"
    ]


def test_very_many_incidents_are_still_a_dot_each_in_few_elements() -> None:
    number = NAMED + 500
    figure = dots([lane(number)], "How long", "", ["", "n"], [])
    lines = drawing(figure).select(".pm-dotted")
    assert len(lines) <= 101
    drawn = 0
    for line in lines:
        apart = float(str(line["stroke-dasharray"]).split()[1])
        drawn += 1 + int((float(str(line["y1"])) - float(str(line["y2"]))) / apart + 0.02)
    assert drawn == pytest.approx(number, rel=0.02)


def test_dots_that_are_told_apart_are_rings_also_where_there_are_very_many() -> None:
    few = [Dot(60.0, "a", None, "pm-fill-1"), Dot(60.0, "b", None, "pm-fill-2", is_hollow=True)]
    legend = [("pm-fill-1", "Bad"), ("pm-hollow", "Near miss")]

    def figure(shown: list[Dot]) -> Figure:
        return dots([Lane("Time", shown, None, [], "")], "How long", "", [""], legend)

    rings = drawing(figure(few)).select(".pm-hollow")
    assert [ring["class"] for ring in rings] == [["pm-fill-2", "pm-hollow"]]
    keys = soup(figure(few)).select(".pm-legend svg *")
    assert [(key.name, key["class"]) for key in keys] == [
        ("circle", ["pm-fill-1"]),
        ("circle", ["pm-hollow"]),
    ]
    many = figure(few * NAMED)
    assert len(drawing(many).select("line.pm-dotted")) == 2
    assert len(drawing(many).select("line.pm-hollow")) == 1
    assert [item.get_text() for item in soup(many).select(".pm-legend li")] == ["Near miss"]


def test_a_median_of_few_is_not_drawn() -> None:
    few = Lane(
        "Time to detect", lane(3).dots, None, ["3", "", "too few to tell", ""], "3 incidents"
    )
    assert not drawing(dots([few], "How long", "", ["", "n"], [])).select(".pm-median")


def test_phases_are_as_long_as_they_took() -> None:
    figure = phases(
        START,
        "2026-03-14 09:20 UTC",
        [
            Reach("Detected", START + timedelta(minutes=10), "09:30", "10 min", "pm-a"),
            Reach("Resolved", START + timedelta(minutes=100), "11:00", "1 h 40 min", "pm-b"),
        ],
        [(START + timedelta(minutes=50), "10:10: somebody looks")],
        "From the start to each phase",
    )
    assert figure is not None
    widths = [float(str(rect["width"]).rstrip("%")) for rect in drawing(figure).select("rect")]
    assert widths[1] == pytest.approx(10 * widths[0], rel=0.02)
    assert "10:10: somebody looks" in [t.string for t in drawing(figure).select("title")]


def test_rows_long_before_the_start_are_counted_and_do_not_press_the_phases() -> None:
    resolved = Reach("Resolved", START + timedelta(minutes=100), "11:00", "1 h 40 min", "pm-b")
    near = (START - timedelta(minutes=4), "09:16: an alert of another service")
    deployed = (START - timedelta(days=12), "2026-03-02 09:20: deployed")
    changed = (START - timedelta(days=11), "2026-03-03 09:20: changed")

    def figure(*events: tuple[datetime, str]) -> Figure:
        figure = phases(START, "09:20", [resolved], events, "From the start to each phase")
        assert figure is not None
        return figure

    early = figure(changed, near, deployed)
    (bar,) = drawing(early).select("rect")
    assert float(str(bar["width"]).rstrip("%")) > 90
    titles = [str(title.string) for title in drawing(early).select("title")]
    assert near[1] in titles and deployed[1] not in titles
    assert early.caption == (
        "2 rows of the timeline are from before the start and not drawn. "
        "The first of them: 2026-03-02 09:20: deployed"
    )
    assert figure(deployed).caption == (
        "1 row of the timeline is from before the start and not drawn: 2026-03-02 09:20: deployed"
    )
    assert not figure(near).caption


def test_no_time_passed_no_picture() -> None:
    reached = [Reach("Detected", START, "09:20", "0 min", "pm-a")]
    assert phases(START, "", reached, [], "x") is None
    assert phases(START, "", [], [], "x") is None


def test_bars_and_heat_are_tables_themselves() -> None:
    found = soup(bars([Bar("Capacity", 4, "#c"), Bar("Expiry", 1)], "Triggers", "", ("Name", "n")))
    assert [rect["width"] for rect in found.select("rect")] == ["100%", "25%"]
    assert not found.select("details")
    rows = [HeatRow("Shop", "shop/", [0, 2, 10]), HeatRow("Mail", None, [1, 0, 5])]
    hot = soup(heat(rows, ["2024", "2025", "2026"], "Hot", "", "Service"))
    cells = [[(str(td.get("class")), td.get_text()) for td in tr("td")] for tr in hot("tr")[1:]]
    assert cells[0] == [("None", ""), ("['pm-shade-1']", "2"), ("['pm-shade-5']", "10")]
    assert cells[1][2] == ("['pm-shade-3']", "5")


class Seen(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def everything(text: str) -> str:
    """Every kind of picture, with a text wherever one may stand."""
    dot = Dot(5, text, text, "pm-fill-1")
    figures = [
        periods(
            [PeriodBar(text, Counter(s=1), Counter(s=1), text, text)],
            [Level("s", text, "c")],
            text,
            text,
            message=text,
            caption=text,
            other_kinds=text,
        ),
        dots(
            [Lane(text, [dot], 5, [text], text, text)],
            text,
            text,
            [text],
            [("c", text)],
            measure=text,
        ),
        dots([Lane(text, [dot] * (NAMED + 1), 5, [text], text)], text, text, [text], []),
        bars([Bar(text, 1, text)], text, text, (text, text)),
        heat([HeatRow(text, text, [1])], [text], text, text, text),
    ]
    reached = [Reach(text, START + timedelta(hours=1), text, text, text)]
    drawn = phases(START, text, reached, [(START, text)], text)
    assert drawn is not None
    return "".join(str(figure.html()) for figure in (*figures, drawn))


ATTACK = st.sampled_from(
    ["<script>", '"><img src=x onerror=alert(1)>', "' onload='x", "]]>", "&lt;"]
)


@given(st.one_of(st.text(min_size=1), ATTACK, st.tuples(st.text(), ATTACK).map("".join)))
def test_no_text_becomes_markup(text: str) -> None:
    plain, seen = Seen(), Seen()
    plain.feed(everything("x"))
    seen.feed(everything(text))
    assert seen.tags == plain.tags
    assert seen.attributes == plain.attributes


@pytest.mark.parametrize(("share", "said"), [(0, "0%"), (1, "100%"), (1 / 3, "33.33%")])
def test_positions_are_per_cent(share: float, said: str) -> None:
    assert percent(share) == said


def test_a_drawing_names_no_colour_and_no_id() -> None:
    assert not re.search(r'fill="|stroke="|#[0-9a-f]{6}| id=', everything("x"))
