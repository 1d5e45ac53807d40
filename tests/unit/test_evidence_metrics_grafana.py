"""Metrics in CSV that panels of Grafana export."""

from tests.unit.metric_files import at, only, read, values


class TestGrafana:
    def test_a_panel_in_german_excel_form_is_read(self) -> None:
        reading = read(
            '\ufeffsep=;\n"Time";"cpu {host=""a""}"\n"2026-03-14 09:00:00";45,2 %\n'
            "2026-03-14 09:05:00;null\n"
        )
        assert reading.format == "grafana_csv"
        assert values(only(reading)) == [45.2, None]
        assert only(reading).labels == {"host": "a"}
        assert only(reading).unit == "%"

    def test_a_panel_in_epoch_milliseconds_is_read(self) -> None:
        reading = read('"Time","A"\n1773478800000,1\n1773478860000,2\n')
        assert (reading.format, reading.has_zone) == ("grafana_csv", True)
        assert at(only(reading).times[1]) == "2026-03-14 09:01:00"

    def test_offsets_that_change_and_a_repeated_header_are_read(self) -> None:
        reading = read(
            '"Time","A"\n2026-03-29T01:30:00+02:00,1\n"Time","A"\n2026-03-29T03:30:00+03:00,2\n'
        )
        assert [at(seconds) for seconds in only(reading).times] == [
            "2026-03-28 23:30:00",
            "2026-03-29 00:30:00",
        ]
        assert (reading.record_count, reading.skipped.count) == (2, 0)

    def test_the_older_long_form_is_read(self) -> None:
        reading = read(
            "Series;Time;Value\nrequests;2026-03-14T09:00:00+01:00;1026\n"
            "errors;2026-03-14T09:00:00+01:00;null\nerrors;2026-03-14T09:01:00+01:00;4\n"
        )
        assert reading.format == "grafana_csv"
        assert [series.name for series in reading.series] == ["requests", "errors"]
        assert values(reading.series[1]) == [None, 4]

    def test_each_series_of_the_long_form_has_its_own_unit(self) -> None:
        reading = read(
            "Series;Time;Value\ncpu;2026-03-14T09:00:00Z;45.2%\n"
            "memory;2026-03-14T09:00:00Z;1.2 GiB\nmemory;2026-03-14T09:01:00Z;900 MiB\n"
        )
        first, second = reading.series
        assert (first.unit, values(first)) == ("%", [45.2])
        assert (second.unit, values(second)) == ("B", [1.2 * 2**30, 900 * 2**20])
        assert reading.skipped.count == 0
