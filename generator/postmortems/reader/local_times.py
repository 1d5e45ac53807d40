"""Complete the times of an incident that leave out their offset or their day.

This is done before validation, since a time then depends on other values: the incident's zone, the
row above, the start.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from pydantic_core import PydanticCustomError

from ..model import Moment
from ..model.local_time import LocalTime
from ..model.moment import YEARS, RejectedTime
from ..model.zone import Zone


def with_complete_times(data: dict[str, Any], folder: str) -> dict[str, Any]:
    """Return the data of an incident with its incomplete times replaced.

    A time becomes a `Moment` or, if it cannot be read, a `RejectedTime`, which validation reports
    at its place. Complete times and values of other types are left to validation.

    Args:
        data: the content of the incident's files.
        folder: the name of the folder, which begins with a day.
    """
    name = data.get("timezone")
    zone = Zone.of(name.strip()) if isinstance(name, str) else None
    complete = dict(data)
    if isinstance(times := data.get("times"), dict):
        complete["times"] = times = {key: _time(value, zone) for key, value in times.items()}
    if isinstance(rows := data.get("timeline"), list):
        started = _moment(times.get("started")) if isinstance(times, dict) else None
        complete["timeline"] = _rows(rows, zone, started, _day(folder))
    return complete


def _rows(rows: list[Any], zone: Zone | None, started: Moment | None, day: date | None) -> Any:
    complete: list[Any] = []
    above: Moment | None = None
    for row in rows:
        if isinstance(row, dict) and "time" in row:
            row = row | {"time": _row_time(row["time"], zone, above, started, day)}
            above = _moment(row["time"]) or above
        complete.append(row)
    return complete


def _row_time(
    value: Any, zone: Zone | None, above: Moment | None, started: Moment | None, day: date | None
) -> Any:
    local = LocalTime.parse(value, zone) if isinstance(value, str) else None
    if local is None or local.day:
        return _time(value, zone)
    if above:
        return _read(local, lambda: local.after(above))
    if started:
        return _read(local, lambda: local.near(started))
    return _read(local, lambda: local.on_folder_day(day)) if day else value


def _time(value: Any, zone: Zone | None) -> Any:
    """Return a value with a day but without an offset as a moment, and any other unchanged."""
    local = LocalTime.parse(value, zone) if isinstance(value, str) and zone else None
    if local is None or local.zone is not zone or local.day is None or local.day.year not in YEARS:
        return value
    return _read(local, local.moment)


def _read(local: LocalTime, read: Callable[[], Moment]) -> Moment | RejectedTime:
    try:
        return read()
    except PydanticCustomError as error:
        return RejectedTime(local.text, error.type, error.message())


def _moment(value: Any) -> Moment | None:
    """Return a time as a moment; None if it is not a valid time."""
    if isinstance(value, str):
        try:
            return Moment.parse(value)
        except PydanticCustomError:
            return None
    return value if isinstance(value, Moment) else None


def _day(folder: str) -> date | None:
    try:
        day = date.fromisoformat(folder[:10])
    except ValueError:
        return None
    return day if day.year in YEARS else None
