"""The setting of working hours, and the incidents that start outside of them."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_postmortems.build_log import log_unknown_teams
from mkdocs_postmortems.config import PostmortemsConfig
from postmortems.insights import TeamHours, WorkingHours, WorkingHoursError, off_hours
from postmortems.insights.working_hours import DAYS
from postmortems.model import Service
from tests.unit.incidents import corpus, incident, times

BERLIN = {"days": "mon-fri", "from": "09:00", "to": "18:00", "timezone": "Europe/Berlin"}
NEW_YORK = {"days": "mon-fri", "from": "09:00", "to": "17:00", "timezone": "America/New_York"}


def hours(**changes: Any) -> WorkingHours:
    return WorkingHours.parse(BERLIN | changes)


def clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def period(of: WorkingHours, at: str) -> str:
    return of.part_of_week(datetime.fromisoformat(at))


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-01-12T08:00Z", "working hours"),  # 09:00 on a Monday
        ("2026-01-12T07:59Z", "other hours of a working day"),
        ("2026-01-12T16:59Z", "working hours"),
        ("2026-01-12T17:00Z", "other hours of a working day"),
        ("2026-01-10T10:00Z", "other days"),
        ("2026-01-11T23:30Z", "other hours of a working day"),  # 00:30 on Monday in Berlin
        ("2026-07-13T07:00Z", "working hours"),  # 09:00 in summer
        ("2026-07-13T16:00Z", "other hours of a working day"),  # 18:00 in summer
        ("2026-03-30T07:00Z", "working hours"),  # the first Monday of summer time
        ("2026-10-26T07:30Z", "other hours of a working day"),  # the first Monday of winter time
    ],
)
def test_a_time_is_compared_with_the_clocks_of_the_zone(at: str, expected: str) -> None:
    assert period(hours(), at) == expected


def test_hours_past_midnight_belong_to_the_day_on_which_they_begin() -> None:
    night = hours(**{"from": "22:00", "to": "06:00", "timezone": "Z"})
    assert period(night, "2026-01-16T23:00Z") == "working hours"  # Friday
    assert period(night, "2026-01-17T05:59Z") == "working hours"  # Friday's night
    assert period(night, "2026-01-17T06:00Z") == "other days"
    assert period(night, "2026-01-12T05:00Z") == "other hours of a working day"  # Sunday's night
    assert night.share_of_week == pytest.approx(5 * 8 / 168)


def test_yaml_reads_a_time_without_quotes_as_a_number_of_minutes() -> None:
    assert hours(**{"from": 540, "to": 1080}) == hours()


@pytest.mark.parametrize(
    "days", ["mon-fri", "Mon - Friday", ["mon", "tue-thu", "fri"], "mon,tue-fri"]
)
def test_days_are_a_range_a_name_or_a_list(days: Any) -> None:
    assert hours(days=days) == hours()


def test_a_range_of_days_can_go_past_the_end_of_the_week() -> None:
    assert hours(days="sat-mon").days == {5, 6, 0}


def test_all_day_is_from_midnight_to_midnight() -> None:
    whole = hours(**{"days": "mon-sun", "from": "00:00", "to": "24:00"})
    assert whole.share_of_week == 1
    assert period(whole, "2026-01-17T05:59Z") == "working hours"


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (BERLIN | {"days": "monday-friday-sunday"}, "is not a day of the week"),
        (BERLIN | {"days": "monkey-friday"}, "`monkey-friday` is not a day of the week"),
        (BERLIN | {"days": "mon-"}, "`mon-` is not a day of the week"),
        (BERLIN | {"days": []}, "no day"),
        (
            BERLIN | {"from": 9, "to": 17},
            '`from` is not a time of day; write it in quotes, like "09:',
        ),
        (BERLIN | {"from": "9 am"}, "`from` is not a time of day"),
        (BERLIN | {"to": "25:00"}, "`to` is not a time of day"),
        (BERLIN | {"to": True}, "`to` is not a time of day"),
        (BERLIN | {"to": "09:00"}, "`from` and `to` are the same time"),
        (BERLIN | {"from": "24:00"}, "`from` is the end of a day"),
        (BERLIN | {"timezone": "CET+1"}, "`CET+1` is not a time zone"),
        (
            BERLIN | {"zone": "Europe/Berlin"},
            "`zone` is not a key; it must have the keys days, from",
        ),
        ("mon-fri", "must have the keys days, from, to, timezone"),
        (BERLIN | {"teams": ["payments"]}, "`teams` must map names of teams to hours"),
        (
            BERLIN | {"teams": {"payments": {"days": "mon"}}},
            "team `payments`: `from` is missing, `to`",
        ),
    ],
)
def test_a_setting_that_cannot_be_read_says_what_to_write(value: Any, message: str) -> None:
    with pytest.raises(WorkingHoursError) as caught:
        TeamHours.parse(value)
    assert message in str(caught.value)


def test_it_is_shown_as_it_is_read() -> None:
    assert str(hours()) == "Mon to Fri, 09:00 to 18:00, Europe/Berlin"
    assert str(hours(days=["mon", "wed"])).startswith("Mon, Wed, ")


ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Z")


@given(
    at=st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1)),
    zone=st.sampled_from(ZONES),
    days=st.sets(st.sampled_from(range(7)), min_size=1),
    begin=st.integers(0, 1439),
    length=st.integers(1, 1439),
)
def test_each_minute_is_within_the_hours_that_the_local_clock_shows(
    at: datetime, zone: str, days: set[int], begin: int, length: int
) -> None:
    end = (begin + length) % 1440
    setting = {"days": [DAYS[day] for day in days], "timezone": zone}
    of = WorkingHours.parse(setting | {"from": clock(begin), "to": clock(end or 1440)})
    local = at.replace(tzinfo=UTC).astimezone(UTC if zone == "Z" else ZoneInfo(zone))
    minutes = local.hour * 60 + local.minute
    # The hours as spans on the clocks of this day: those of today, and the rest of yesterday's.
    spans = [
        (begin - 1440 * back, begin + length - 1440 * back)
        for back in (0, 1)
        if (local.weekday() - back) % 7 in days
    ]
    is_within = any(first <= minutes < last for first, last in spans)
    found = of.part_of_week(at.replace(tzinfo=UTC))
    assert (found == "working hours") == is_within
    if not is_within:
        assert (found == "other days") == (local.weekday() not in days)


@given(st.sets(st.sampled_from(range(7)), min_size=1), st.integers(0, 1439), st.integers(1, 23))
def test_the_share_of_a_week_is_that_of_its_minutes(
    days: set[int], begin: int, length: int
) -> None:
    setting = {"days": [DAYS[day] for day in days], "timezone": "Z", "from": clock(begin)}
    of = WorkingHours.parse(setting | {"to": clock((begin + 60 * length) % 1440)})
    start = datetime(2026, 1, 5, tzinfo=UTC)
    week = [of.part_of_week(start + timedelta(minutes=15 * at)) for at in range(7 * 96)]
    number = sum(one == "working hours" for one in week)
    assert number / len(week) == pytest.approx(of.share_of_week, abs=7 / len(week))


def test_an_incident_of_two_teams_is_outside_if_both_are_away() -> None:
    setting = TeamHours.parse(BERLIN | {"teams": {"payments": NEW_YORK}})
    services = {"shop": Service(team="web"), "cards": Service(team="payments")}

    def affecting(name: str, at: str, *affected: str) -> Any:
        return incident(name, impact={"system": {"services": affected}}, **times(at))

    of = corpus(
        affecting("2026-01-12-a", "2026-01-12T20:00Z", "shop", "cards"),  # 15:00 in New York
        affecting("2026-01-12-b", "2026-01-12T20:00Z", "shop"),
        affecting("2026-01-12-c", "2026-01-12T08:30Z", "cards"),  # 03:30 in New York
        affecting("2026-01-12-d", "2026-01-12T08:30Z"),
        incident("2026-01-13-e"),
        services=services,
    )
    found = off_hours(of, setting)
    assert [one.id[-1] for one in found.started["working hours"]] == ["a", "d"]
    assert [one.id[-1] for one in found.outside] == ["b", "c"]
    assert (found.with_start, found.without_start, found.without_detection) == (4, 1, 5)


def test_detection_is_counted_by_its_own_time() -> None:
    one = incident(
        "2026-01-12-a",
        times={"started": "2026-01-12T03:00Z", "detected": "2026-01-12T08:30Z"},
    )
    found = off_hours(corpus(one), TeamHours.parse(BERLIN))
    assert [len(group) for group in found.started.values()] == [0, 1, 0]
    assert list(found.detected.values()) == [1, 0, 0]


def test_the_plugin_reads_the_option_and_says_what_is_wrong_with_it() -> None:
    config = PostmortemsConfig()
    config.load_dict({"working_hours": BERLIN})
    assert config.validate() == ([], [])
    assert config.working_hours == TeamHours.parse(BERLIN)
    config.load_dict({"working_hours": BERLIN | {"to": "noon"}})
    (((name, error),), _) = config.validate()
    assert name == "working_hours"
    assert "`to` is not a time of day" in str(error)


def test_a_build_warns_of_a_team_that_owns_no_service(caplog: pytest.LogCaptureFixture) -> None:
    of = corpus(services={"cards": Service(team="payments")})
    log_unknown_teams(TeamHours.parse(BERLIN | {"teams": {"payments": NEW_YORK}}), of)
    assert caplog.text == ""
    log_unknown_teams(TeamHours.parse(BERLIN | {"teams": {"payment": NEW_YORK}}), of)
    assert "no service has the team `payment`; did you mean `payments`?" in caplog.text
