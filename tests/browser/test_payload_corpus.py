"""The hostile incidents are what they claim to be: every text in every field, and none withheld."""

from collections import defaultdict
from collections.abc import Iterator

from postmortems.check import check, withheld
from postmortems.model import Incident, Record, texts
from postmortems.model.record import record_type
from postmortems.model.row_text import RowText
from postmortems.model.scalars import Line, Lines, Prose
from postmortems.reader import ReadResult
from tests.browser.payload_corpus import COUNT, hints, kept
from tests.browser.payloads import PAYLOADS


def bare(text: str) -> str:
    """Return a text with single spaces, and without the backslashes that a table needs."""
    return " ".join(text.split()).replace("\\", "")


def text_fields(kind: type[Record], at: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the places of all texts of a record by the model's types."""
    for name, hint in hints(kind):
        inner, _ = record_type(hint)
        if inner:
            yield from text_fields(inner, (*at, name))
        elif hint in (Line, Lines, Prose, RowText):
            yield (*at, name)


def test_every_text_field_of_an_incident_holds_every_payload(payload_reading: ReadResult) -> None:
    words: dict[tuple[str, ...], str] = defaultdict(str)
    for incident in payload_reading.corpus.incidents:
        for text in texts(incident):
            words[tuple(str(key) for key in text.loc if isinstance(key, str))] += bare(text.words)
    lacking = {
        field: [text for text in kept(Line) if bare(text) not in words[field]]
        for field in text_fields(Incident)
    }
    few = {field: len(texts) for field, texts in lacking.items() if texts}
    assert few.keys() <= {("lessons", "action_items", "owner")}, "names are shorter"
    assert sum(few.values()) < len(PAYLOADS) / 2
    assert len(kept(Line)) > 0.9 * len(PAYLOADS)


def test_nothing_of_the_hostile_incidents_is_refused_or_withheld(
    payload_reading: ReadResult,
) -> None:
    errors = [str(problem) for problem in payload_reading.problems if problem.level == "error"]
    assert errors == []
    assert len(payload_reading.corpus.incidents) == COUNT
    hidden = withheld(payload_reading, check(payload_reading))
    assert not hidden.incidents and not hidden.files and not hidden.catalogues
