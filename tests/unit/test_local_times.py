"""Times that leave out their offset or their day."""

from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from postmortems.fix.folder import fix_folder
from postmortems.model import Incident, Moment
from postmortems.model.moment import RejectedTime
from postmortems.model.zone import Zone, zone_names
from postmortems.reader import read
from postmortems.reader.local_times import with_complete_times
from tests.conftest import write

FOLDER = "2026-07-05-x"
HEAD = "title: A title\nseverity: SEV3\n"


def rows(tmp_path: Path, *times: str, top: str = "timezone: Europe/London\n") -> list[str]:
    """Return the times of the rows of an incident in UTC, as month, day and clock."""
    timeline = "".join(f"  - {{time: {time}, event: A}}\n" for time in times)
    write(tmp_path, {f"{FOLDER}/incident.yaml": f"{HEAD}{top}timeline:\n{timeline}"})
    reading = read(tmp_path)
    assert [str(problem) for problem in reading.problems] == []
    (incident,) = reading.corpus.incidents
    return [f"{row.time.at:%m-%d %H:%M}" for row in incident.timeline]


def completed(time: object, *, timezone: str = "Europe/London", folder: str = FOLDER) -> object:
    """Return what a row's time becomes before validation."""
    data = with_complete_times({"timezone": timezone, "timeline": [{"time": time}]}, folder)
    return data["timeline"][0]["time"]


def test_a_time_without_an_offset_has_that_of_the_zone_on_its_day(tmp_path: Path) -> None:
    times = ("2026-01-05 14:02", "2026-07-05T14:02", "2026-07-05T15:00+02:00")
    assert rows(tmp_path, *times[:2]) == ["01-05 14:02", "07-05 13:02"]
    assert rows(tmp_path, times[2]) == ["07-05 13:00"]


def test_a_fixed_offset_is_a_zone(tmp_path: Path) -> None:
    assert rows(tmp_path, "2026-07-05 14:02", top="timezone: +05:30\n") == ["07-05 08:32"]


def test_phases_are_read_with_the_zone_and_keep_their_sign_of_approximation(tmp_path: Path) -> None:
    times = (
        "timezone: Asia/Tokyo\ntimes: {started: ~2026-07-05 14:02, resolved: 2026-07-05T15:00Z}\n"
    )
    write(tmp_path, {f"{FOLDER}/incident.yaml": HEAD + times})
    (incident,) = read(tmp_path).corpus.incidents
    started = datetime(2026, 7, 5, 5, 2, tzinfo=UTC)
    assert incident.phases["started"] == Moment(started, approximate=True)
    assert incident.phases["started"].offset == timedelta(hours=9)
    assert incident.phases["resolved"].offset == timedelta()


def test_a_clock_has_the_day_of_the_row_above_and_passes_midnight(tmp_path: Path) -> None:
    times = ("2026-07-05 22:00", "23:50", "~00:10", "09:00:30")
    assert rows(tmp_path, *times) == ["07-05 21:00", "07-05 22:50", "07-05 23:10", "07-06 08:00"]


def test_the_day_is_counted_in_the_zone_of_the_clock(tmp_path: Path) -> None:
    # It is past midnight in London, but not in UTC.
    assert rows(tmp_path, "2026-07-05T23:30Z", "00:40") == ["07-05 23:30", "07-05 23:40"]
    assert rows(tmp_path, "2026-07-05T23:30Z", "23:40Z", top="") == ["07-05 23:30", "07-05 23:40"]


def test_an_approximate_clock_may_be_a_little_before_the_row_above(tmp_path: Path) -> None:
    assert rows(tmp_path, "2026-07-05 14:02", "~14:00") == ["07-05 13:02", "07-05 13:00"]
    assert rows(tmp_path, "~2026-07-05 14:02", "14:00") == ["07-05 13:02", "07-05 13:00"]


def test_the_first_clock_has_the_day_of_the_start_else_of_the_folder(tmp_path: Path) -> None:
    started = "timezone: Europe/London\ntimes: {started: 2026-07-04 14:00}\n"
    assert rows(tmp_path, "13:50", top=started) == ["07-04 12:50"]
    assert rows(tmp_path, "13:50") == ["07-05 12:50"]


def test_the_zone_is_that_of_the_incident_for_a_timeline_in_its_own_file(tmp_path: Path) -> None:
    files = {
        "incident.yaml": f"{HEAD}timezone: Europe/London\n",
        "timeline.yaml": "- {time: 9:05, event: A}\n",
    }
    write(tmp_path, {f"{FOLDER}/{name}": text for name, text in files.items()})
    (incident,) = read(tmp_path).corpus.incidents
    assert incident.timeline[0].time.iso == "2026-07-05T08:05:00Z"


def test_a_row_after_a_rejected_one_keeps_its_day(tmp_path: Path) -> None:
    timeline = [{"time": "2026-07-05 23:00"}, {"time": "1:00"}, {"time": "25:00"}, {"time": "2:00"}]
    data = with_complete_times({"timezone": "UTC", "timeline": timeline}, FOLDER)
    assert data["timeline"][2]["time"] == "25:00"
    assert str(data["timeline"][3]["time"]) == "2026-07-06 02:00 UTC"


def test_an_unknown_zone_is_one_problem_and_not_one_per_time(tmp_path: Path) -> None:
    text = f"{HEAD}timezone: Mars/Base\ntimes: {{started: 2026-07-05 14:02}}\n"
    write(tmp_path, {f"{FOLDER}/incident.yaml": text})
    assert [problem.rule for problem in read(tmp_path).problems] == ["unknown-timezone"]


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/localtime", "localtime", "posix/UTC"])
def test_a_path_is_not_a_zone(name: str) -> None:
    assert Zone.of(name) is None


@pytest.mark.parametrize("name", ["+15:00", "-99:59", "+01:75", "01:00", "", "utc", "Etc"])
def test_what_no_zone_is(name: str) -> None:
    assert Zone.of(name) is None


def test_fix_adds_no_offset_to_a_time_of_a_zone(tmp_path: Path) -> None:
    times = "times: {started: 2026-07-05T14:02, resolved: 2026-07-05T15:00Z}\n"
    write(tmp_path, {f"{FOLDER}/incident.yaml": f"{HEAD}timezone: Europe/London\n{times}"})
    assert fix_folder(tmp_path / FOLDER, FOLDER) == []


@pytest.mark.parametrize(
    ("first", "second", "is_sorted"),
    [
        ("2026-07-05T14:02", "2026-07-05T14:00", True),
        ("2026-07-05T14:02Z", "2026-07-05T14:00Z", True),
        ("2026-07-05T14:02", "2026-07-05T14:00Z", False),
        ("2026-07-05T14:02", "~14:00", False),
    ],
)
def test_fix_sorts_rows_whose_order_is_certain(
    first: str, second: str, is_sorted: bool, tmp_path: Path
) -> None:
    text = f"- {{time: {first}, event: A}}\n- {{time: {second}, event: B}}\n"
    main = f"{HEAD}timezone: Europe/London\n"
    files = {f"{FOLDER}/incident.yaml": main, f"{FOLDER}/timeline.yaml": text}
    write(tmp_path, files)
    assert [repair.kind for repair in fix_folder(tmp_path / FOLDER, FOLDER)] == (
        ["row-order"] if is_sorted else []
    )


def test_values_of_other_types_are_left_to_validation() -> None:
    values: list[object] = [[], {}, "", "noon", None, "14:02:99", "2026-13-01 10:00", "9" * 400]
    for value in values:
        assert completed(value) == value
    wrong: list[dict[str, object]] = [
        {"timeline": "x", "times": [1]},
        {"timeline": ["x", None, {}]},
        {"timezone": 3},
    ]
    for data in wrong:
        assert with_complete_times(data, FOLDER) == data


@pytest.mark.parametrize("folder", ["9999-12-31-x", "0001-01-01-x", "x", "2026-02-30-x"])
def test_a_folder_without_a_likely_day_gives_none(folder: str) -> None:
    assert completed("00:30", timezone="Asia/Tokyo", folder=folder) == "00:30"


NAMES = st.sampled_from(sorted(zone_names()))
LOCAL = st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1)).map(
    lambda local: local.replace(microsecond=0)
)


@given(NAMES, LOCAL)
def test_a_local_time_comes_back_or_is_reported(name: str, local: datetime) -> None:
    zone = Zone.of(name)
    assert zone
    known = ZoneInfo(name)
    both = [local.replace(tzinfo=known, fold=fold).astimezone(UTC) for fold in (0, 1)]
    instants = {at for at in both if at.astimezone(known).replace(tzinfo=None) == local}
    written = f"{local:%Y-%m-%d %H:%M:%S}"
    value = completed(written, timezone=name)
    if len(instants) == 1:
        assert isinstance(value, Moment)
        assert {value.at} == instants
        assert (value.at + value.offset).replace(tzinfo=None) == local
    else:
        assert isinstance(value, RejectedTime)
        assert value.rule == ("ambiguous-time" if instants else "nonexistent-time")


@given(NAMES, LOCAL)
def test_what_the_message_suggests_is_accepted(name: str, local: datetime) -> None:
    value = completed(f"{local:%Y-%m-%d %H:%M:%S}", timezone=name)
    if isinstance(value, RejectedTime):
        for text in value.message.partition("write")[2].split("`")[1::2]:
            Moment.parse(text)


@given(LOCAL, st.lists(st.times(), max_size=8), NAMES)
def test_rows_with_clocks_only_go_forward_by_less_than_a_day_or_are_reported(
    first: datetime, clocks: list[time], name: str
) -> None:
    texts = [f"{first:%Y-%m-%d %H:%M}", *(f"{clock:%H:%M}" for clock in clocks)]
    data = {"timezone": name, "timeline": [{"time": text} for text in texts]}
    read_times = [row["time"] for row in with_complete_times(data, FOLDER)["timeline"]]
    moments = [moment for moment in read_times if isinstance(moment, Moment)]
    assert all(isinstance(value, (Moment, RejectedTime)) for value in read_times)
    for above, below in pairwise(moments):
        assert timedelta(hours=-3) <= below.at - above.at <= timedelta(hours=27)


@given(st.text(max_size=40))
def test_any_text_is_a_time_or_an_error(text: str) -> None:
    value = completed(text)
    if isinstance(value, str):
        with suppress(PydanticCustomError):
            Moment.parse(value)
    assert isinstance(value, (str, Moment, RejectedTime))


def test_a_model_accepts_a_moment_as_it_is() -> None:
    moment = Moment.parse("2026-07-05T14:02Z")
    data = {"id": FOLDER, "title": "A", "severity": "SEV3", "times": {"started": moment}}
    assert Incident.model_validate(data).times.started is moment
