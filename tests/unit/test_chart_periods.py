"""Charts over time: which periods they show, what they draw of each, and their labels."""

from collections import Counter
from datetime import date

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st

from postmortems.chart import Figure, Level, PeriodBar, periods
from postmortems.insights import Period, periods_between, unit_for
from postmortems.insights.calendar_periods import MOST_PERIODS, Unit

LEVELS = [Level("SEV1", "SEV1 Critical", "pm-fill-1"), Level("SEV2", "SEV2 Major", "pm-fill-2")]
WIDTHS = {"1": 290, "2": 450, "3": 740}
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
UNITS = st.sampled_from(["month", "quarter", "year"])


def soup(figure: Figure) -> BeautifulSoup:
    return BeautifulSoup(figure.html(), "html.parser")


def drawing(figure: Figure) -> Tag:
    svg = soup(figure).select_one("svg.pm-plot__area")
    assert svg is not None
    return svg


@pytest.mark.parametrize(
    ("first", "last", "unit", "number"),
    [
        (date(2026, 11, 30), date(2026, 11, 30), "month", 1),
        (date(2021, 12, 31), date(2026, 11, 1), "month", 60),
        (date(2021, 11, 30), date(2026, 11, 1), "quarter", 21),
        (date(2012, 1, 1), date(2026, 12, 31), "quarter", 60),
        (date(2011, 12, 31), date(2026, 12, 31), "year", 16),
        (date(2024, 2, 29), date(2024, 3, 1), "month", 2),
        (date(1, 1, 1), date(9999, 12, 31), "year", 60),
    ],
)
def test_months_become_quarters_and_quarters_years_where_they_are_too_many(
    first: date, last: date, unit: Unit, number: int
) -> None:
    assert unit_for(first, last) == unit
    spans = periods_between(first, last, unit)
    assert len(spans) == number
    assert spans[-1].first <= last <= spans[-1].last


@given(DAYS, UNITS)
def test_a_day_lies_in_its_period_and_no_other(day: date, unit: Unit) -> None:
    span = Period.of(day, unit)
    assert span.first <= day <= span.last
    assert (span.first.day, span.last.month % {"month": 1, "quarter": 3, "year": 12}[unit]) == (
        1,
        0,
    )


def test_periods_have_the_names_that_people_use() -> None:
    units: list[Unit] = ["month", "quarter", "year"]
    names = [Period.of(date(2024, 2, 29), unit).name for unit in units]
    assert names == ["2024-02", "2024 Q1", "2024"]
    assert Period.of(date(2024, 2, 1), "month").last == date(2024, 2, 29)
    assert Period.of(date(2024, 12, 1), "quarter").name == "2024 Q4"


def quarters() -> Figure:
    return periods(
        [
            PeriodBar("2026 Q1", Counter(SEV1=1, SEV2=3), {"SEV2": 1}, "years/2026/#month-01"),
            PeriodBar("2026 Q2", Counter()),
            PeriodBar("2026 Q3", Counter(SEV2=2), {}, "years/2026/#month-09", "2026-09-14"),
        ],
        LEVELS,
        "Incidents over time",
        "quarter",
        other_kinds="Near miss",
    )


def test_a_column_is_as_high_as_it_has_incidents() -> None:
    links = drawing(quarters()).select("a")
    assert [link["xlink:href"] for link in links] == [
        "years/2026/#month-01",
        "years/2026/#month-09",
    ]
    assert [link.title.string for link in links if link.title] == [
        "2026 Q1: 1 SEV1 Critical, 3 SEV2 Major",
        "2026 Q3: 2 SEV2 Major",
    ]
    heights = [sum(float(str(rect["height"])) for rect in link.select("rect")) for link in links]
    assert heights[0] == pytest.approx(2 * heights[1], abs=0.2)
    assert [list(row) for row in quarters().table.rows] == [
        [("2026 Q3, until 2026-09-14", "years/2026/#month-09"), "0", "2", "2", "0"],
        [("2026 Q1", "years/2026/#month-01"), "1", "3", "4", "1"],
    ]


def test_other_kinds_are_hollow_and_the_period_in_progress_is_marked() -> None:
    hollow = drawing(quarters()).select("rect.pm-hollow")
    assert [rect["class"] for rect in hollow] == [["pm-fill-2", "pm-hollow"]]
    (ground,) = drawing(quarters()).select("rect.pm-current")
    assert (ground["x"], ground["width"]) == ("66.67%", "33.33%")
    legend = [item.get_text() for item in soup(quarters()).select(".pm-legend li")]
    assert legend == [
        "SEV1 Critical",
        "SEV2 Major",
        "Near miss",
        "In progress: 2026 Q3 until 2026-09-14",
    ]


def test_a_severity_that_is_not_among_the_levels_is_drawn_by_its_name() -> None:
    figure = periods(
        [PeriodBar("2026-11", Counter(SEV9=2, SEV2=1))], LEVELS, "Incidents over time", "month"
    )
    assert "2026-11: 1 SEV2 Major, 2 SEV9" in drawing(figure).get_text()
    heights = [float(str(one["height"])) for one in drawing(figure).select("rect")]
    assert heights[1] == pytest.approx(2 * heights[0], abs=0.2)
    assert [list(row) for row in figure.table.rows] == [[("2026-11", None), "1", "2", "3"]]


def test_the_axis_says_what_is_counted() -> None:
    titles = [one.get_text() for one in soup(quarters()).select(".pm-axis-title")]
    assert titles == ["Incidents per quarter"]


def test_numbers_of_the_table_are_marked_as_such() -> None:
    heads = soup(quarters()).select(".pm-figure-data th")
    assert [th.get("class") for th in heads] == [None, *[["pm-number"]] * 4]


@pytest.mark.parametrize("number", [1, 2, 10, 24, 25, 59, 60])
@pytest.mark.parametrize("last", [date(2026, 1, 1), date(2026, 3, 1), date(2026, 11, 1)])
@pytest.mark.parametrize("unit", ["month", "quarter", "year"])
def test_labels_fit_the_drawing_and_the_newest_is_always_there(
    number: int, last: date, unit: Unit
) -> None:
    spans = periods_between(date(1900, 1, 1), last, unit, number)
    bars = [PeriodBar(span.name, Counter(SEV1=1)) for span in spans]
    labels = drawing(periods(bars, LEVELS, "Incidents", unit)).select("text")
    assert labels[-1]["class"] == ["pm-rank-1"]
    assert spans[-1].name.startswith(labels[-1].get_text())
    for limit, width in WIDTHS.items():
        reached = 0.0
        for label in labels:
            if str(label["class"]).strip("[]'")[-1] <= limit:
                size = 7 * len(label.get_text())
                middle = float(str(label["x"]).rstrip("%")) / 100 * width
                left = (
                    middle - {"start": 0, "middle": 0.5, "end": 1}[str(label["text-anchor"])] * size
                )
                assert left >= reached - 0.1 and left + size <= width + 0.1
                reached = left + size


def test_every_chart_has_at_most_the_columns_that_a_phone_has_room_for() -> None:
    assert len(periods_between(date(1970, 1, 1), date(2026, 1, 1), "month")) == MOST_PERIODS
