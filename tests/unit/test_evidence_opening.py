"""Opening, cutting and preparing files of evidence: safely, and with what their authors say."""

import gzip
import json
import os
from array import array
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortems.evidence import Limits, Reading, Series, Source, UnreadableEvidenceError
from postmortems.evidence.clipping import Window, clip
from postmortems.evidence.opening import Hints, source_of
from postmortems.evidence.preparation import RAW_LIMITS, prepare, safe_name
from postmortems.model import Evidence, Incident
from tests.conftest import write
from tests.unit.small_formats import FORMATS

INCIDENT = Incident.model_validate(
    {
        "id": "2026-03-14-x",
        "title": "X",
        "severity": "SEV1",
        "times": {"started": "2026-03-14T09:20Z"},
    }
)


def opened(folder: Path, name: str, **others: object) -> Source:
    entry = Evidence.model_construct(kind="logs", file=name, title=None, publish=False)
    return source_of(folder, entry, INCIDENT, **others)  # type: ignore[arg-type]


def test_the_content_and_the_clock_are_set(tmp_path: Path) -> None:
    write(tmp_path, {"evidence/a.log": "text"})
    source = opened(tmp_path, "evidence/a.log", hints=Hints(UTC, 2020))
    assert (source.name, source.text) == ("evidence/a.log", "text")
    assert (source.clock.zone, source.clock.year) == (UTC, 2020)
    assert source.clock.near == datetime(2026, 3, 14, 9, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    "name",
    ["../secret.log", "/etc/hostname", "evidence", "missing.log", "a\0b", "link.log", "pipe"],
)
def test_other_paths_are_refused(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "incident"
    write(tmp_path, {"secret.log": "secret", "incident/evidence/a.log": "text"})
    (folder / "link.log").symlink_to("evidence/a.log")
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe")
    with pytest.raises(UnreadableEvidenceError):
        opened(folder, name)


def test_a_large_file_is_refused(tmp_path: Path) -> None:
    write(tmp_path, {"a.log": "four"})
    assert opened(tmp_path, "a.log", limits=Limits(stored_bytes=4)).text == "four"
    with pytest.raises(UnreadableEvidenceError, match="more than 3 bytes"):
        opened(tmp_path, "a.log", limits=Limits(stored_bytes=3))


@given(st.text(max_size=300))
def test_any_name_becomes_a_safe_one(name: str) -> None:
    safe = safe_name(name)
    assert safe and len(safe) <= 100 and safe.isascii() and safe[0] not in ".-"
    assert not set(safe) & set('/\\:*?"<>| ')
    assert safe_name(safe) == safe


WINDOW = Window(datetime(2026, 3, 13, tzinfo=UTC), datetime(2026, 3, 15, tzinfo=UTC))
ROW = st.sampled_from(
    (
        *("2026-03-14T09:00:00Z a 10.0.0.1", "2020-01-01T00:00:00Z b", "2026-03-14T09:00:00 c"),
        *("  more", "", "password=hunter2", '{"a": [[1773480000, "1"], [1, 2]]}'),
        *('"alerts": [', '{"name": "a", "at": "2026-03-14T09:00:00Z"}', "]", "}", "{", ","),
    )
)
CONTENT = (
    st.binary(max_size=300)
    | st.lists(ROW, max_size=8).map(lambda rows: "\n".join(["#lines", *rows]).encode())
    | st.lists(ROW, max_size=8).map(lambda rows: "\n".join(rows).encode())
    | st.binary(max_size=100).map(gzip.compress)
)


@given(CONTENT, st.sampled_from([None, "logs", "report", "other"]), st.booleans())
def test_any_file_is_prepared_or_refused_with_a_reason(
    content: bytes, kind: str | None, is_clipped: bool
) -> None:
    with patch("postmortems.evidence.reading.FORMATS", FORMATS):
        source = Source("a.log", content, limits=RAW_LIMITS)
        try:
            prepared = prepare(source, kind, WINDOW, is_clipped=is_clipped)
        except UnreadableEvidenceError as error:
            assert error.reason and error.hint
        else:
            assert prepared.records <= prepared.records_read
            assert prepared.name and b"10.0.0.1" not in prepared.content


SAMPLES = st.sampled_from([1773446400 + hour * 3600 for hour in range(-60, 90, 7)])


@given(st.lists(SAMPLES, unique=True, min_size=1).map(sorted))
def test_pairs_of_time_and_value_are_cut(times: list[int]) -> None:
    data = {"result": [{"metric": {"a": "b"}, "values": [[time, "1"] for time in times]}]}

    def read(source: Source) -> Reading:
        values = source.json["result"][0]["values"]
        if not values:
            raise UnreadableEvidenceError("no values", "export more")
        seconds = array("d", [value[0] for value in values])
        series = Series("a", seconds, array("d", [1.0] * len(seconds)))
        return Reading("x", "metrics", "", series=(series,), record_count=len(seconds))

    clipped = clip(Source("a", json.dumps(data).encode()), read, WINDOW)
    first, last = WINDOW.start.timestamp(), WINDOW.start.timestamp() + 2 * 86_400
    kept = [time for time in times if first <= time <= last]
    expected = kept or times
    assert [value[0] for value in json.loads(clipped.text)["result"][0]["values"]] == expected
    assert bool(clipped.reason) == (not kept)
