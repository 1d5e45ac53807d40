"""What a small file costs: texts of a form that made an algorithm slow, as long as one may be.

Nothing here is timed. What was quadratic took from half a minute to hours at these sizes.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortems.check import FORMATS, check
from postmortems.check.context import RuleContext
from postmortems.check.rules.circular_causes import circular_causes
from postmortems.check.secret_scan import find_secrets
from postmortems.check.wording import OccurrenceCounter
from postmortems.insights import CorpusFacts, unconnected_causes
from postmortems.model import Corpus, Incident, Node, RootCause
from postmortems.reader import read
from postmortems.reader.word_index import WordPlaces
from postmortems.render import incident_page
from postmortems.sensitive.secret_scan import (
    _FIRST_START_ONLY,
    CollapsedSpaces,
    _detectors,
    _matches,
)
from tests.conftest import write

pytestmark = pytest.mark.slow

FILE = 1_000_000
"""About the bytes of the largest file that is read."""
DAY = date(2025, 6, 1)
HEAD = "title: Checkout declines every card\nseverity: SEV1\n"


@pytest.mark.parametrize(
    "repeated",
    [
        "/",
        "a",
        "=",
        "eyJ",
        "eyJa.",
        "sk-",
        "//a/:_authToken=",
        f"secret_key{' ' * 1000}",
        "cloudant_key:" + " " * 40,
        "://a:b@c.d ",
    ],
)
def test_a_file_of_anything_is_searched_for_secrets_in_linear_time(repeated: str) -> None:
    text = repeated * (FILE // len(repeated))
    assert sum(1 for _ in find_secrets(text)) <= FILE


@given(st.data())
def test_only_what_cannot_match_is_left_out_of_a_search_for_secrets(data: st.DataObject) -> None:
    detector = data.draw(
        st.sampled_from([d for d in _detectors() if d.secret_type in _FIRST_START_ONLY])
    )
    (pattern,) = detector.denylist
    parts = st.one_of(st.sampled_from(["eyJ", ".", "sk-", "//", "\n", " "]), st.from_regex(pattern))
    text = "".join(data.draw(st.lists(parts, max_size=6)))
    found = [match.span() for match in _matches(detector.secret_type, pattern, text)]
    assert found == [match.span() for match in pattern.finditer(text)]


def test_a_secret_behind_many_spaces_is_found_where_it_is() -> None:
    words = f"cloudant_key:{' ' * 50}{'ab' * 12}"
    assert list(find_secrets(f"a {' ' * 9} b\n{words}\n{words}")) == [
        ("Cloudant Credentials", words, 0),
        ("Cloudant Credentials", words, 1),
    ]


@given(st.text("a \n", max_size=40))
def test_places_of_a_shortened_text_are_those_of_the_original(text: str) -> None:
    shortened = CollapsedSpaces(text)
    assert "    " not in shortened.text
    for at, char in enumerate(shortened.text):
        if char != " ":
            before = text[: shortened.original_index(at)]
            assert text[shortened.original_index(at)] == char
            assert before.replace(" ", "") == shortened.text[:at].replace(" ", "")


@given(st.text("ab ", max_size=30), st.sampled_from(["a", "b", "ab", "ba"]))
def test_turns_count_what_comes_before(text: str, word: str) -> None:
    counter = OccurrenceCounter(text)
    at = text.find(word)
    while at >= 0:
        assert counter.count_before(word, at) == text.count(word, 0, at)
        at = text.find(word, at + len(word))


def test_the_same_word_is_looked_for_once() -> None:
    places = WordPlaces("TODO " * 40_000)
    found = [places.start("TODO", turn, 0, len(places.text)) for turn in range(40_000)]
    assert found == list(range(0, 200_000, 5))


def test_a_rule_that_finds_far_too_much_says_so_and_stops(tmp_path: Path) -> None:
    words = "TODO " * 3_900
    text = f"{HEAD}summary: '{words}'\nroot_cause: {{summary: '{words}'}}\n"
    report = check(read(write(tmp_path, {"2025-03-14-x/incident.yaml": text}), as_of=DAY))
    said = [problem for problem in report.problems if problem.rule == "placeholder"]
    assert len(said) == 5_001
    assert "more than 5,000 findings" in said[0].message


@pytest.mark.parametrize(
    "repeated",
    [
        "TODO ",
        "@bob ",
        "jane@customer.net ",
        "93.184.215.14 ",
        "without checking ",
        "[",
        "[a](",
        "“",
        "‘a’b",
        "'",
    ],
)
def test_a_long_text_is_checked_in_linear_time(repeated: str, tmp_path: Path) -> None:
    text = repeated * (200_000 // len(repeated))
    rows = f"summary: '{text.replace(chr(39), chr(39) * 2)}'\n"
    report = check(read(write(tmp_path, {"2025-03-14-x/incident.yaml": HEAD + rows}), as_of=DAY))
    for form in FORMATS.values():
        form(report)


def chain(length: int) -> Iterator[Node]:
    """Yield nodes each of which follows from the one after it, the users' impact first."""
    for number in range(length):
        yield Node(
            id=f"n{number}",
            kind="contributing-factor" if number else "user-impact",
            text="A",
            caused_by=(f"n{number + 1}",) if number + 1 < length else (),
        )


def test_a_long_chain_of_causes_is_followed_in_linear_time() -> None:
    incident = Incident(
        id="2025-03-14-x",
        title="A",
        severity="SEV1",
        root_cause=RootCause(nodes=tuple(chain(20_000))),
    )
    assert list(unconnected_causes(incident)) == []
    corpus = Corpus(DAY, (incident,))
    assert not list(circular_causes.find(RuleContext(incident, CorpusFacts(corpus))))
    assert incident_page(incident, corpus).count("Contributing factor") >= 19_999


def test_a_long_circle_of_causes_is_named_by_its_ends() -> None:
    nodes = list(chain(20_000))
    nodes[-1] = nodes[-1].model_copy(update={"caused_by": ("n0",)})
    incident = Incident(
        id="2025-03-14-x", title="A", severity="SEV1", root_cause=RootCause(nodes=tuple(nodes))
    )
    (finding,) = circular_causes.find(RuleContext(incident, CorpusFacts(Corpus(DAY, (incident,)))))
    assert finding.message.count("`") < 40 and "19989 more" in finding.message
