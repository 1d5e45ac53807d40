"""The summary of a log: counts, errors, frequent messages, and the excerpt."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from postmortems.evidence import LogEntry
from postmortems.evidence.log_summary import LogSummary, summarize_log
from postmortems.evidence.log_templates import template_of

TEN = datetime(2024, 5, 1, 10, tzinfo=UTC)


def at(minutes: float, message: str = "ok", level: str = "INFO", line: int = 1) -> LogEntry:
    return LogEntry(TEN + timedelta(minutes=minutes), message, line, level)


def hour() -> list[LogEntry]:
    """Thirty quiet minutes, and thirty in which a pool is exhausted. Two entries a minute."""
    entries = []
    for minute in range(60):
        entries.append(at(minute, f"handled order {minute * 977}", line=2 * minute + 1))
        text, level = f"handled order {minute}", "INFO"
        if minute >= 30:
            text, level = f"pool of 10.0.0.{minute} is exhausted after {minute} ms", "ERROR"
        entries.append(at(minute + 0.5, text, level, 2 * minute + 2))
    entries[9] = at(4.5, "timeout", "ERROR", 10)
    return entries


def summary(
    entries: list[LogEntry], start: float | None = 30, end: float | None = 60
) -> LogSummary:
    return summarize_log(
        entries,
        None if start is None else TEN + timedelta(minutes=start),
        None if end is None else TEN + timedelta(minutes=end),
    )


def test_counts_per_minute_and_class() -> None:
    counts = summary(hour()).counts
    assert len(counts) == 60
    assert counts[4].start == TEN + timedelta(minutes=4)
    assert counts[4].counts == {"error": 1, "warning": 0, "info": 1, "debug": 0, "": 0}


def test_the_peak_is_the_first_of_the_largest_steps() -> None:
    log = summary([at(0), at(1), at(1), at(2), at(2)], None)
    assert log.peak is not None
    assert (log.peak.start, log.peak.total) == (TEN + timedelta(minutes=1), 2)


def test_errors_before_and_during_the_incident() -> None:
    log = summary(hour(), 30, 50)
    assert log.errors_before is not None and log.errors_before.first.line == 10
    assert log.errors_during is not None and log.errors is not None
    assert (log.errors_during.first.line, log.errors_during.last.line) == (62, 100)
    assert (log.errors_before.count, log.errors_during.count, log.errors.count) == (1, 20, 31)


def test_messages_that_became_frequent() -> None:
    log = summary(hour())
    assert log.is_compared
    message = log.frequent[0]
    assert message.template == "pool of <ip> is exhausted after <n> ms"
    assert (message.before, message.during, message.line) == (0, 30, 62)
    assert message.severity == "error"
    assert message.example == "pool of 10.0.0.30 is exhausted after 30 ms"
    assert 0.9 < message.during_per_minute < 1.1
    assert len(log.frequent) == 1


def test_errors_are_counted_apart_and_come_first() -> None:
    entries = [at(minute, "GET /pay 200") for minute in range(60)]
    entries += [at(30 + minute / 9, "GET /pay 502", "ERROR") for minute in range(9)]
    entries += [at(30 + minute / 99, "GET /search 200") for minute in range(99)]
    frequent = summary(entries).frequent
    assert [message.severity for message in frequent] == ["error", "info"]
    assert [message.during for message in frequent] == [9, 99]


def test_nothing_is_compared_without_a_time_before_the_incident() -> None:
    log = summary(hour(), 0)
    assert not log.is_compared and log.frequent == ()


def test_the_excerpt_is_around_the_start_of_the_incident() -> None:
    log = summary(hour())
    assert log.excerpt_of == "the start of the incident"
    assert [line.line for line in log.excerpt] == list(range(51, 71))


def test_the_excerpt_is_the_same_with_the_newest_first() -> None:
    log = summary(hour()[::-1])
    assert log.excerpt == summary(hour()).excerpt
    assert log.is_newest_first and not log.is_in_order


def test_without_an_incident_the_excerpt_is_around_the_first_error() -> None:
    log = summary(hour(), None)
    assert log.excerpt_of == "the first error"
    assert [line.line for line in log.excerpt] == list(range(1, 20))
    assert log.errors_during is None


def test_the_excerpt_around_the_first_error_with_the_newest_first() -> None:
    lines = [line.line for line in summary(hour()[::-1], None).excerpt]
    assert lines == list(range(1, 21))


def test_a_log_that_does_not_cover_the_start_shows_the_first_error() -> None:
    assert summary(hour(), 600, None).excerpt_of == "the first error"


def test_an_excerpt_has_the_first_line_of_an_entry() -> None:
    excerpt = summary([at(0, "boom\n at a\n at b", "ERROR")], None).excerpt
    assert (excerpt[0].text, excerpt[0].more_lines) == ("boom", 2)


def test_order() -> None:
    assert summary([at(0), at(1)]).is_in_order
    assert not summary([at(0), at(2), at(1)]).is_in_order
    assert not summary([at(0), at(2), at(1)]).is_newest_first


def test_an_empty_log() -> None:
    log = summary([])
    assert (log.count, log.first, log.peak, log.excerpt, log.counts) == (0, None, None, (), ())


def test_steps_become_longer_in_a_long_log() -> None:
    log = summary([at(minute * 7) for minute in range(60_000)], None)
    assert log.step == timedelta(minutes=60)
    assert sum(step.total for step in log.counts) == 60_000
    assert len(log.counts) < 20_000


def test_the_memory_for_messages_is_bounded() -> None:
    def words() -> Iterator[LogEntry]:
        for number in range(30_000):
            word = "".join(chr(97 + int(digit)) for digit in str(number))
            yield at(number / 500, f"{word} {word}x")
            if number > 25_000:
                yield at(number / 500, "the pool is exhausted", "ERROR", number)

    log = summarize_log(words(), TEN + timedelta(minutes=50))
    assert log.dropped_messages > 20_000
    assert [message.template for message in log.frequent] == ["the pool is exhausted"]


def test_templates() -> None:
    examples = {
        "user ann@example.com from 10.0.0.1:5432 failed 3x": "user <email> from <ip> failed <n>x",
        "id 2f1c6f2e-3b0a-4c59-9d0f-aaaaaaaaaaaa at 0x7fff": "id <uuid> at <hex>",
        "commit 9fceb02d0ae5 is 'not found'": "commit <hex> is <text>",
        "blk_-1608999687919862906 in 1.5 s\nmore": "blk_-<n> in <n> s",
        "can't read fe80::1ff:fe23:4567:890a and don't": "can't read <ip> and don't",
        "defaced feedback": "defaced feedback",
        "GET /a?q=1&r=x HTTP/1.1": "GET /a?<query> HTTP/<n>",
        "GET /a/%D9%85%D8-x/b": "GET /a/<text>/b",
    }
    assert {text: template_of(text) for text in examples} == examples


@given(
    st.lists(
        st.builds(
            LogEntry,
            st.datetimes(timezones=st.just(UTC)),
            st.text(),
            st.integers(1),
            st.sampled_from(["", "ERROR", "info", "?"]),
        ),
        max_size=40,
    ),
    st.none() | st.datetimes(timezones=st.just(UTC)),
    st.none() | st.datetimes(timezones=st.just(UTC)),
)
def test_any_entries_and_any_incident(
    entries: list[LogEntry], start: datetime | None, end: datetime | None
) -> None:
    log = summarize_log(entries, start, end)
    assert sum(step.total for step in log.counts) == log.count == len(entries)
    assert len(log.excerpt) <= 20
    assert all(message.during >= 3 for message in log.frequent)
