"""Metrics in JSON of Grafana, Graphite and VictoriaMetrics."""

import json
from typing import Any

import pytest

from postmortems.evidence import Reading, Source, UnreadableEvidenceError, read_evidence
from tests.unit.metric_files import at, values

START = 1773478800


def read(*parts: Any) -> Reading:
    text = "\n".join(map(json.dumps, parts))
    return read_evidence(Source("metrics.json", text.encode()), "metrics")


def frame(**more: Any) -> dict[str, Any]:
    fields = [
        {"name": "Time", "type": "time"},
        {"name": "Value", "type": "number", "labels": {"host": "a"}, **more},
        {"name": "Note", "type": "string"},
    ]
    data = [[START * 1000, START * 1000 + 60000], [1.5, None], ["x", "y"]]
    return {"schema": {"refId": "A", "fields": fields}, "data": {"values": data}}


@pytest.mark.parametrize("wrap", [list, tuple, dict])
def test_data_frames_are_found_where_grafana_puts_them(wrap: type) -> None:
    one = frame()
    content = {"results": {"A": {"frames": [one]}}} if wrap is dict else wrap([one])
    reading = read(content)
    series = reading.series[0]
    assert (reading.format, reading.record_count) == ("grafana_frames", 2)
    assert (series.name, values(series)) == ('Value{host="a"}', [1.5, None])
    assert at(series.times[1]) == "2026-03-14 09:01:00"


def test_a_frame_has_the_name_and_the_unit_of_its_field() -> None:
    config = {"displayNameFromDS": "CPU of a", "unit": "percent"}
    series = read(frame(config=config)).series[0]
    assert (series.name, series.unit) == ("CPU of a", "%")


def test_a_frame_whose_columns_differ_in_length_is_an_error() -> None:
    broken = frame()
    broken["data"]["values"][1] = [1.5]
    with pytest.raises(UnreadableEvidenceError, match="same length"):
        read(broken)


def test_targets_of_graphite_are_read_with_null_as_a_missing_value() -> None:
    target = {
        "target": "servers.web.cpu",
        "tags": {"dc": "1"},
        "datapoints": [[2, START], [None, START + 10], 5],
    }
    reading = read([target])
    series = reading.series[0]
    assert (reading.format, series.name) == ("graphite_render", "servers.web.cpu")
    assert (values(series), series.labels) == ([2, None], {"dc": "1"})
    assert reading.skipped.count == 1


def test_lines_of_victoriametrics_are_series() -> None:
    up = {"metric": {"__name__": "up", "job": "a"}, "values": [1], "timestamps": [START * 1000]}
    reading = read(up, {**up, "metric": {"__name__": "up", "job": "b"}}, {"status": "end"})
    assert reading.format == "victoriametrics_export"
    assert [series.name for series in reading.series] == ['up{job="a"}', 'up{job="b"}']
    assert at(reading.series[0].times[0]) == "2026-03-14 09:00:00"
    assert reading.skipped.count == 1


def test_samples_of_openmetrics_with_times_are_read() -> None:
    lines = [
        "# TYPE up gauge",
        rf'up{{job="a",path="C:\\x"}} 1 {START}000',
        rf'up{{job="a",path="C:\\x"}} NaN {START + 60}000',
        f"go_goroutines 12.5 {START}.5",
        "go_threads 12",
        "# EOF",
    ]
    reading = read_evidence(Source("dump.txt", "\n".join(lines).encode()))
    first, second = reading.series
    assert (reading.format, reading.record_count) == ("openmetrics_text", 3)
    assert (first.labels["path"], values(first), list(first.lines)) == ("C:\\x", [1, None], [2, 3])
    assert (second.name, second.labels) == ("go_goroutines", {"__name__": "go_goroutines"})
    assert reading.skipped.examples == [(5, "`go_threads 12` is not a sample with a time")]
