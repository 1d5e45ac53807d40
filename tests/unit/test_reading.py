"""Reading: scalars are text until the model decides, and nothing an author writes is raised."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postmortems.check import check
from postmortems.model import Corpus, Moment
from postmortems.reader import ReadResult, read, today
from tests.conftest import COMPLETE, MINIMAL, write


def read_one(folder: Path, text: str) -> ReadResult:
    write(folder, {"2025-01-02-x/incident.yaml": text})
    return read(folder)


def test_scalars_mean_what_the_model_says(tmp_path: Path) -> None:
    reading = read_one(
        tmp_path,
        "title: 0123\nseverity: SEV3\n"
        "impact:\n  user: {regions: [NO, 1.10, 12:30], affected_users: 007}\n"
        "  business: {financial: 1_000}\n",
    )
    assert reading.problems == ()
    (incident,) = reading.corpus.incidents
    assert incident.title == "0123"
    assert incident.impact.user.regions == ("NO", "1.10", "12:30")
    assert incident.impact.user.affected_users is not None
    assert incident.impact.user.affected_users.count == 7
    assert incident.impact.business.financial == "1_000"


def test_a_key_left_blank_is_as_good_as_absent(tmp_path: Path) -> None:
    reading = read_one(
        tmp_path,
        "title: A\nseverity: SEV3\nsummary:\nimpact:\ntimes: {started: ~}\ntimeline:\n",
    )
    assert reading.problems == ()
    (incident,) = reading.corpus.incidents
    assert incident.summary is None
    assert incident.timeline == ()


def test_times_of_any_offset_are_the_same_moment() -> None:
    moment = Moment(datetime(2019, 7, 2, 13, 42, tzinfo=UTC))
    for text in (
        "2019-07-02T13:42Z",
        "2019-07-02 13:42 Z",
        "2019-07-02T15:42+02:00",
        "2019-07-02T06:42-0700",
        "2019-07-02T13:42:00Z",
    ):
        assert Moment.parse(text) == moment
    assert Moment.parse("~ 2019-07-02T13:42Z") == Moment(moment.at, approximate=True)


def test_a_row_of_the_timeline_can_set_a_phase(golden: Corpus) -> None:
    incident = golden.by_id[COMPLETE]
    assert incident.times.mitigated is None
    assert incident.phases["mitigated"] == Moment.parse("2025-03-04T09:51Z")


def test_incidents_come_newest_first(golden: Corpus) -> None:
    assert [incident.id for incident in golden.incidents][::2] == [COMPLETE, MINIMAL]


def test_sections_in_files_of_their_own_are_the_same_as_keys(tmp_path: Path) -> None:
    rows = "- {time: 2025-01-02T10:00Z, event: A}\n"
    write(
        tmp_path,
        {
            "2025-01-02-x/incident.yaml": "title: A\nseverity: SEV3\n",
            "2025-01-02-x/timeline.yaml": rows,
            "2025-01-03-x/incident.yaml": f"title: A\nseverity: SEV3\ntimeline:\n{rows}",
        },
    )
    one, two = read(tmp_path).corpus.incidents
    assert one.timeline == two.timeline != ()


def test_today_is_the_source_dates_day_where_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86399")
    assert today() == date(1970, 1, 1)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert abs((today() - datetime.now(UTC).date()).days) <= 1


YAMLISH = st.text(
    alphabet=st.sampled_from("abtimeslon: \n-[]{},&*!|>'\"#%@`~\t0129?\\\x00é\ud83d\ude00"),
    max_size=80,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(YAMLISH.map(lambda text: text.encode("utf-8", "replace")), st.binary(max_size=60)))
def test_no_file_whatsoever_is_an_exception(tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / "2025-01-02-x"
    folder.mkdir(exist_ok=True)
    (folder / "incident.yaml").write_bytes(b"title: A\nseverity: SEV3\n" + content)
    (folder / "timeline.yaml").write_bytes(content)
    (tmp_path / "lessons.yaml").write_bytes(content)
    for problem in check(read(tmp_path)).problems:
        path = problem.place.path
        assert os.path.exists(path), problem  # noqa: PTH110
        assert problem.place.line >= 1 and problem.place.column >= 1
