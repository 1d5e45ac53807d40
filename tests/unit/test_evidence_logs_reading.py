"""What readers of logs do with odd lines, years, zones, limits and hostile input."""

import gzip
from datetime import UTC, datetime
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postmortems.evidence import (
    Clock,
    Columns,
    Limits,
    LogEntry,
    Reading,
    Source,
    UnreadableEvidenceError,
    read_evidence,
)

GOOD = (
    b'{"time":"2024-05-01T10:00:00Z","level":"error","msg":"boom"}',
    b'10.0.0.1 - - [01/May/2024:12:00:00 +0200] "GET / HTTP/1.1" 502 0 "-" "a"',
    b"May  1 10:00:00 web1 sshd[812]: error: kex failed",
    b"<11>1 2024-05-01T10:00:00.003Z host app 12 ID47 - disk full",
    b"E0501 10:00:00.619632       1 proxy.go:253] boom",
    b"2024-05-01 10:00:00.120 UTC [12] ERROR:  deadlock detected",
    b"ts=2024-05-01T10:00:00Z level=error msg=boom",
    b"2024-05-01 10:00:00,250 ERROR [main] c.e.Shop: boom",
    b"@4000000066321eea0ee6b280 tcpserver: status: 5/30",
    b"#Fields: date time cs-method cs-uri-stem sc-status",
    b"2024-05-01 10:00:00 GET /a 500",
    b"# Time: 2024-05-01T10:00:00.5Z",
    b"# User@Host: app[app] @ [10.0.0.1]  Id: 7",
    b"# Query_time: 3.1  Lock_time: 0",
    b'{"__REALTIME_TIMESTAMP":"1714557600000000","PRIORITY":"3","MESSAGE":[104,105]}',
    b'{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"1714557600000000000"}]}]}]}',
    b'{"data":{"result":[{"stream":{},"values":[["1714557601000000000","boom"]]}]}}',
    b'{"hits":{"hits":[{"_source":{"@timestamp":"2024-05-01T10:00:00Z","message":"down"}}]}}',
    b'{"items":[{"involvedObject":{},"reason":"a","eventTime":"2024-05-01T10:00:00Z"}]}',
    b"31/12/2024 10:00:00 ERROR boom",
)


def read(text: str | bytes, source: Source | None = None, **clock: object) -> Reading:
    stored = text if isinstance(text, bytes) else text.encode()
    source = source or Source("app.log", stored, Clock(**clock))  # type: ignore[arg-type]
    return read_evidence(source, "logs")


def entries(reading: Reading) -> list[LogEntry]:
    assert reading.entries is not None
    return list(reading.entries())


def test_a_year_is_the_nearest_to_the_incident() -> None:
    near = datetime(2025, 1, 1, 0, 30, tzinfo=UTC)
    reading = read("Dec 31 23:59:59 a b: c\nJan  1 00:00:01 a b: d\n", near=near)
    assert [entry.time.year for entry in entries(reading)] == [2024, 2025]
    assert reading.has_year


def test_without_a_year_and_a_zone_the_reading_says_so() -> None:
    reading = read("I0517 15:04:22.619632  1 a.cc:2] up\n")
    assert (reading.has_year, reading.has_zone, reading.zone) == (False, False, "none")


def test_a_given_zone_is_used() -> None:
    reading = read("2024-07-01 10:00:00,000 ERROR boom\n", zone=ZoneInfo("Europe/London"))
    assert entries(reading)[0].time == datetime(2024, 7, 1, 9, tzinfo=UTC)
    assert reading.has_zone


@pytest.mark.parametrize(
    "line",
    ["2 août 10:00:00 web1 cron[1]: a", "août  2 10:00:00 web1 cron[1]: a"],
)
def test_localised_months(line: str) -> None:
    entry = entries(read(line, year=2024))[0]
    assert entry.time == datetime(2024, 8, 2, 10, tzinfo=UTC)
    assert (entry.source, entry.message) == ("cron", "a")


def test_a_zone_name_with_several_meanings_gives_no_zone() -> None:
    reading = read("2024-05-01 10:00:00.120 CST [12] LOG:  ready\n")
    assert not reading.has_zone


def test_lines_that_are_not_json_are_counted() -> None:
    line = '{"time":"2024-05-01T10:00:00Z","msg":"a"}\n'
    reading = read("starting\n" + line + '{"a":1}\n' + line)
    assert len(entries(reading)) == reading.record_count == 2
    assert reading.skipped.count == 2
    assert reading.skipped.examples[0] == (1, "not a JSON object")


def test_each_iteration_begins_anew() -> None:
    reading = read("junk\n" + "2024-05-01 10:00:00 ERROR boom\n" * 500)
    assert reading.entries is not None
    assert len(list(islice(reading.entries(), 3))) == 3
    assert len(entries(reading)) == len(entries(reading)) == reading.record_count == 500
    assert reading.skipped.count == 1


def test_lines_without_a_time_belong_to_the_entry_above() -> None:
    trace = "\n".join(f"#{number} /app/a.php({number}): run()" for number in range(300))
    reading = read(f"[2024-05-01 10:00:00] local.ERROR: boom\n[stacktrace]\n{trace}\n" * 4)
    logged = entries(reading)
    assert [entry.line for entry in logged] == [1, 303, 605, 907]
    assert logged[0].message.count("\n") == 301


def test_objects_over_many_lines() -> None:
    record = '{\n  "time": "2024-05-01T10:00:00Z",\n  "msg": "a"\n}\n'
    reading = read(record * 2 + '{\n  "time": \n' + record)
    assert [entry.line for entry in entries(reading)] == [1, 5, 11]
    assert reading.skipped.examples[0][0] == 9


def test_a_level_before_a_bar_is_no_container() -> None:
    entry = entries(read("ERROR | 2024-05-01 10:00:00 | boom\n" * 2))[0]
    assert (entry.level, entry.message) == ("ERROR", "boom")


def test_a_level_is_no_zone_of_postgres() -> None:
    reading = read("2024-05-01 10:00:00 INFO app WARNING: low\n" * 2)
    assert (reading.format, entries(reading)[0].level) == ("text log", "INFO")


def test_a_long_entry_is_cut() -> None:
    reading = read("2024-05-01 10:00:00 ERROR boom\n" + "  at com.example.Shop\n" * 20_000)
    assert len(entries(reading)[0].message) < 70_000


def test_days_and_months_in_a_known_order() -> None:
    lines = "01/05/2024 10:00:00 ERROR a\n13/05/2024 10:00:00 ERROR b\n"
    assert [entry.time.month for entry in entries(read(lines))] == [5, 5]


def test_days_and_months_in_an_unknown_order_are_an_error() -> None:
    with pytest.raises(UnreadableEvidenceError, match="day or the month first"):
        read("01/05/2024 10:00:00 ERROR a\n")


def test_an_author_gives_the_order_of_days_and_months() -> None:
    columns = Columns(time_format="%m/%d/%Y %H:%M:%S")
    source = Source("a.log", b"01/05/2024 10:00:00 ERROR a\n", columns=columns)
    assert entries(read("", source))[0].time == datetime(2024, 1, 5, 10, tzinfo=UTC)


def test_short_years_come_first_unless_an_author_says_otherwise() -> None:
    text = b"05/06/07 10:00:00 INFO Executor: running\n"
    reading = read(text)
    assert entries(reading)[0].time == datetime(2005, 6, 7, 10, tzinfo=UTC)
    assert reading.notes == ("dates such as `17/06/09` are read as year, month, day",)
    source = Source("a.log", text, columns=Columns(time_format="%m/%d/%y"))
    assert entries(read("", source))[0].time == datetime(2007, 5, 6, 10, tzinfo=UTC)


def test_hours_after_noon() -> None:
    entry = entries(read("May 01, 2024 12:30:00 PM INFO a\nMay 01, 2024 1:30:00 PM INFO b\n"))[1]
    assert entry.time.hour == 13


def test_times_without_a_date_are_an_error() -> None:
    with pytest.raises(UnreadableEvidenceError, match="no date"):
        read("10:00:00.123 [main] ERROR c.e.Shop - boom\n" * 3)


@pytest.mark.parametrize(
    "text",
    [
        "LAST SEEN   TYPE      REASON    OBJECT   MESSAGE\n4m17s       Warning   BackOff   pod/a\n",
        "No events found in default namespace.\n",
        "Events:\n  Type     Reason   Age   From     Message\n  ----     ------   ----\n",
    ],
)
def test_events_with_ages_are_an_error(text: str) -> None:
    with pytest.raises(UnreadableEvidenceError) as error:
        read(text)
    assert "-o json" in error.value.hint


def test_an_event_that_occurred_repeatedly_is_one_record() -> None:
    reading = read(
        '{"items":[{"involvedObject":{"name":"a"},"reason":"b","count":3,'
        '"firstTimestamp":"2024-05-01T10:00:00Z","lastTimestamp":"2024-05-01T10:07:00Z"}]}'
    )
    assert [entry.time.minute for entry in entries(reading)] == [0, 7]
    assert reading.record_count == 1


def test_the_lines_of_a_json_document() -> None:
    value = '["171455760%d000000000", "a"]'
    lines = ",\n".join(value % number for number in range(3))
    reading = read(f'{{"data": {{"result": [{{"stream": {{}}, "values": [\n{lines}\n]}}]}}}}')
    assert [entry.line for entry in entries(reading)] == [2, 3, 4]


def test_an_answer_with_a_part_of_the_hits_says_so() -> None:
    hit = '{"_source":{"@timestamp":"2024-05-01T10:00:00Z","message":"a"}}'
    reading = read(f'{{"hits":{{"total":12345,"hits":[{hit}]}}}}')
    assert reading.notes == ("the answer has 1 of 12,345 hits",)


def test_gzip_crlf_and_broken_encoding() -> None:
    text = b"2024-05-01 10:00:00 ERROR caf\xe9 \xff\r\n2024-05-01 10:00:01 INFO b\r\n"
    logged = entries(read(gzip.compress(text)))
    assert [entry.message for entry in logged] == ["caf\ufffd \ufffd", "b"]


def test_too_many_lines_are_an_error() -> None:
    source = Source("a", b"2024-05-01 10:00:00 INFO b\n" * 300, limits=Limits(lines=250))
    with pytest.raises(UnreadableEvidenceError, match="more than 250 lines"):
        entries(read("", source))


@pytest.mark.parametrize(
    "text",
    [
        "2014-02-14 14:30:00,0.132\n2014-02-14 14:35:00,0.134\n",
        "# Outage\n\nAt 10:00 the shop was down.\n\n- 10:05 paged\n- 10:20 fixed\n",
        "name,team\na,b\n",
        '{"alerts":[{"startsAt":"2024-05-01T10:00:00Z"}],"groupKey":"a"}',
        "",
    ],
)
def test_other_files_are_not_taken_for_logs(text: str) -> None:
    with pytest.raises(UnreadableEvidenceError, match="format of the file is not known"):
        read_evidence(Source("a", text.encode()), "logs")


def survives(stored: bytes) -> None:
    try:
        reading = read_evidence(Source("a", stored, Clock(near=datetime(2024, 5, 1, tzinfo=UTC))))
        logged = entries(reading) if reading.entries else []
    except UnreadableEvidenceError as error:
        assert error.reason and error.hint
    else:
        assert all(entry.time.utcoffset() is not None and entry.line > 0 for entry in logged)


LINES = st.one_of(
    st.sampled_from(GOOD), st.binary(max_size=80), st.text(max_size=40).map(str.encode)
)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=12))
def test_mixed_lines_end_in_a_reading_or_a_named_error(lines: list[bytes]) -> None:
    survives(b"\n".join(lines))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(GOOD), st.data())
def test_damaged_lines_end_in_a_reading_or_a_named_error(line: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(line) - 1))
    until = data.draw(st.integers(at, len(line)))
    replacement = data.draw(
        st.one_of(st.binary(max_size=6), st.integers().map(lambda n: b"%d" % n))
    )
    damaged = line[:at] + replacement + line[until:]
    survives(b"\n".join([line, damaged, line]))
    survives(damaged)


@pytest.mark.parametrize("line", GOOD)
@pytest.mark.parametrize("size", [1, 10, 30, 60])
def test_truncated_files_end_in_a_reading_or_a_named_error(line: bytes, size: int) -> None:
    survives(line + b"\n" + line[:size])
    survives(line[:-size])


@pytest.mark.parametrize(
    "stored",
    [
        b'{"time":' + b"9" * 5000 + b"}",
        b'{"time":1e400,"msg":"a"}\n{"time":-1,"msg":"a"}\n{"time":NaN,"msg":"a"}',
        b'{"a":' * 50_000,
        b'{\n"time":"2024-05-01T10:00:00Z"}\n' + b'{"a":\n' * 50_000,
        b'{"time":"2024-05-01T10:00:00Z","msg":' + b"[" * 50_000,
        b'{"time":"0001-01-01T00:00:00+14:00","msg":"a"}',
        b'{"time":"9999-12-31T23:59:59-14:00","msg":"a"}',
        b"Feb 30 10:00:00 a b: c\nFeb 29 10:00:00 a b: c\n",
        b"2024-05-01 10:00:00 Europe/../../etc/passwd] ERROR a\n",
        b"[01-May-2024 10:00:00 Europe/Nowhere] PHP Warning: a\n",
        b"@4fffffffffffffffffffffff a\n@400000000000000000000000 a\n",
        b"99999999999999999999 a\n1999999999999999999 abc\n",
        b"a=" * 40_000 + b"\n",
        b"\x1b]" * 40_000,
        b"[" * 70_000,
    ],
)
def test_hostile_files_end_in_a_reading_or_a_named_error(stored: bytes) -> None:
    survives(stored)


def test_containers_with_different_formats() -> None:
    reading = read(
        'web-1  | 10.0.0.1 - - [01/May/2024:10:00:00 +0000] "GET / HTTP/1.1" 502 0\n'
        "app-1  | 2024-05-01T10:00:01Z ERROR boom\n"
        "db-1   | 2024-05-01 10:00:02.120 UTC [12] LOG:  ready\n"
        "app-1  |   at com.example.Shop\n"
        "app-1  | 2024-05-01T10:00:03Z INFO back\n"
        "\x1b[32mapi-1  |\x1b[0m " + '{"time":"2024-05-01T10:00:04Z","level":"warn","msg":"slow"}\n'
    )
    logged = sorted(entries(reading), key=lambda entry: entry.line)
    assert [(entry.source, entry.level, entry.line) for entry in logged] == [
        ("web-1", "error", 1),
        ("app-1", "ERROR", 2),
        ("db-1", "LOG", 3),
        ("app-1", "INFO", 5),
        ("api-1", "warn", 6),
    ]
    assert logged[1].message == "boom\n  at com.example.Shop"
