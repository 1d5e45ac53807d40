"""Metrics in JSON: the answers of Prometheus, CloudWatch and Datadog."""

import gzip
import json
import math
from datetime import UTC, datetime
from typing import Any

import pytest

from postmortems.evidence import Reading, Series, Source, UnreadableEvidenceError, read_evidence

START = 1773478800


def read(value: Any, *, indent: int | None = 1) -> Reading:
    text = value if isinstance(value, str) else json.dumps(value, indent=indent)
    return read_evidence(Source("metrics.json", text.encode()), "metrics")


def at(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()[:19]


def values(series: Series) -> list[float | None]:
    return [None if math.isnan(value) else value for value in series.values]


def matrix(*result: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"status": "success", "data": {"resultType": "matrix", "result": list(result)}, **more}


UP = {"metric": {"__name__": "up", "job": "api"}, "values": [[START, "1"], [START + 60, "0"]]}


class TestPrometheus:
    def test_a_range_query_is_read_with_labels_and_lines(self) -> None:
        reading = read(matrix(UP))
        series = reading.series[0]
        assert (reading.format, reading.record_count) == ("prometheus_range", 2)
        assert (series.name, series.labels["job"]) == ('up{job="api"}', "api")
        assert (values(series), series.unit) == ([1, 0], None)
        assert [at(seconds) for seconds in series.times] == [
            "2026-03-14T09:00:00",
            "2026-03-14T09:01:00",
        ]
        lines = json.dumps(matrix(UP), indent=1).splitlines()
        assert [lines[line].strip(" ,") for line in series.lines] == [str(START), str(START + 60)]

    def test_values_that_are_not_finite_are_missing_but_counted(self) -> None:
        points = [[START + at, text] for at, text in enumerate(("NaN", "+Inf", "-Inf", "2.5"))]
        reading = read(matrix({"metric": {}, "values": points}))
        assert values(reading.series[0]) == [None, None, None, 2.5]
        assert reading.record_count == 4

    def test_a_list_of_series_is_read_as_client_libraries_save_it(self) -> None:
        assert read([UP, UP]).record_count == 4

    @pytest.mark.parametrize("between", ["\n", ",", ""])
    def test_several_answers_after_each_other_are_read(self, between: str) -> None:
        one = json.dumps(matrix(UP))
        reading = read(one + between + one)
        assert (len(reading.series), reading.record_count) == (2, 4)

    def test_answers_by_name_are_read(self) -> None:
        assert len(read({"cpu": matrix(UP), "memory": [matrix(UP)]}).series) == 2

    def test_an_empty_answer_is_a_reading_that_tells_its_warnings(self) -> None:
        reading = read(matrix(warnings=["exceeded the limit"]))
        assert reading.series == ()
        assert reading.notes == ("the result is empty", "Prometheus says: exceeded the limit")

    def test_an_instant_query_is_an_error_that_names_the_right_one(self) -> None:
        answer = {"resultType": "vector", "result": [{"metric": {}, "value": [START, "1"]}]}
        with pytest.raises(UnreadableEvidenceError, match="instant query") as error:
            read({"status": "success", "data": answer})
        assert "query_range" in error.value.hint

    def test_an_answer_that_failed_is_an_error_with_its_reason(self) -> None:
        with pytest.raises(UnreadableEvidenceError, match="parse error"):
            read({"status": "error", "errorType": "bad_data", "error": "parse error"})

    def test_points_and_histograms_that_cannot_be_read_are_skipped(self) -> None:
        broken = {"metric": {}, "values": [[START], "x", [START, "1"], [-5, "1"]]}
        reading = read(matrix(broken, {"metric": {}, "histograms": []}))
        assert values(reading.series[0]) == [1]
        assert reading.skipped.count == 4

    def test_a_compressed_file_is_read(self) -> None:
        data = gzip.compress(json.dumps(matrix(UP)).encode())
        assert read_evidence(Source("up.json.gz", data)).record_count == 2


class TestCloudWatch:
    def test_metric_data_is_read_in_the_order_of_time(self) -> None:
        times = ["2026-03-14T09:05:00+00:00", "2026-03-14T09:00:00+00:00"]
        result = {"Id": "m1", "Label": "CPU", "Timestamps": times, "Values": [5.0, 1.5]}
        reading = read({"MetricDataResults": [result], "NextToken": "x", "Messages": []})
        series = reading.series[0]
        assert (series.name, values(series)) == ("CPU", [1.5, 5])
        assert list(series.lines) == [8, 7]
        assert reading.notes == ("the answer is one page; the export has more",)

    def test_lists_of_different_length_are_an_error(self) -> None:
        result = {"Label": "CPU", "Timestamps": ["2026-03-14T09:05:00Z"], "Values": []}
        with pytest.raises(UnreadableEvidenceError, match="same length"):
            read({"MetricDataResults": [result]})

    def test_each_statistic_is_a_series_with_its_unit(self) -> None:
        points = [
            {"Timestamp": "2026-03-14T09:05:00Z", "Average": 5, "Maximum": 9, "Unit": "Percent"},
            {"Timestamp": "2026-03-14T09:00:00Z", "Average": 4, "Maximum": 8, "Unit": "Percent"},
        ]
        reading = read({"Label": "CPUUtilization", "Datapoints": points})
        assert [(one.name, one.unit, values(one)) for one in reading.series] == [
            ("CPUUtilization Average", "%", [4, 5]),
            ("CPUUtilization Maximum", "%", [8, 9]),
        ]
        assert [list(one.lines) for one in reading.series] == [[11, 5], [11, 5]]

    def test_percentiles_and_points_without_a_time_are_handled(self) -> None:
        points = [
            {"Timestamp": "2026-03-14T09:05:00Z", "ExtendedStatistics": {"p99": 7}, "Unit": "None"},
            {"Average": 3},
            "no object",
        ]
        reading = read({"Label": "Latency", "Datapoints": points})
        assert (reading.series[0].name, reading.series[0].unit) == ("Latency p99", None)
        assert reading.skipped.count == 1


class TestDatadog:
    def test_a_query_is_read_with_null_as_a_missing_value(self) -> None:
        series = {
            "metric": "system.cpu.user",
            "scope": "host:a",
            "tag_set": ["host:a"],
            "unit": [{"short_name": "%", "name": "percent"}, None],
            "pointlist": [[START * 1000.0, 1.5], [START * 1000.0 + 60000, None]],
        }
        reading = read({"status": "ok", "series": [series]})
        first = reading.series[0]
        assert (first.name, first.unit) == ("system.cpu.user{host:a}", "%")
        assert (values(first), first.labels["host"]) == ([1.5, None], "a")
        assert at(first.times[1]) == "2026-03-14T09:01:00"
        assert len(first.lines) == 2

    def test_a_query_of_version_2_is_read(self) -> None:
        attributes = {
            "series": [{"group_tags": ["host:a"], "query_index": 0, "unit": None}],
            "times": [START * 1000, START * 1000 + 60000],
            "values": [[1, None]],
        }
        reading = read({"data": {"type": "timeseries_response", "attributes": attributes}})
        assert (reading.series[0].name, values(reading.series[0])) == ("host:a", [1, None])

    def test_points_as_objects_are_read_as_a_series_for_each_metric(self) -> None:
        points = [
            {"metric": name, "timestamp": START * 1000, "value": 1, "scope": "*"}
            for name in ("cpu", "memory", "cpu")
        ]
        reading = read(points)
        assert [(one.name, len(one.times)) for one in reading.series] == [("cpu", 2), ("memory", 1)]
        assert list(reading.series[0].lines) == [4, 16]
        assert read("\n".join(map(json.dumps, points))).record_count == 3

    def test_units_by_time_are_joined(self) -> None:
        units = [{"short_name": "B"}, {"short_name": "s"}]
        series = {"metric": "net", "unit": units, "pointlist": [[START * 1000, 1]]}
        assert read({"series": [series]}).series[0].unit == "B/s"


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"data":' * 50_000, '[{"metric": {}, "values": [[']
)
def test_deep_and_broken_json_is_a_named_error(text: str) -> None:
    with pytest.raises(UnreadableEvidenceError):
        read(text)
