"""What a query finds, and in which order."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortems.insights import CorpusFacts
from postmortems.model import Corpus, Lesson, Service
from postmortems.model.texts import first_sentence
from postmortems.reader import operations
from postmortems.search import Answers, Document, IndexedDocument, Part, Search, Synonyms, arranged
from postmortems.search.documents import catalogue_documents
from postmortems.search.index import LEVELS, MOST_POSTINGS, SearchIndex
from tests.unit.incidents import corpus, incident

TITLES = (
    "Checkout fails as the connection pool runs dry",
    "The certificate of the card gateway expires at night",
    "A cache that starts empty floods the database",
    "Disk of the message queue fills up",
    "Deployment of a regular expression stops all requests",
)


def document(title: str, text: str = "", *, weight: float = 1.0) -> Document:
    parts = (Part(4.0, (title,)), Part(1.0, (text,), "timeline", "Timeline of Events"))
    return Document("Incident", f"incidents/{title[:8]}.md", title, parts, weight=weight)


def search(
    documents: Sequence[Document], synonyms: Sequence[Sequence[str]] | None = None
) -> Search:
    groups = operations() if synonyms is None else synonyms
    return Search(map(IndexedDocument.of, documents), Synonyms(groups))


def titles(answers: Answers) -> list[str]:
    return [found.title for found, _ in answers.found]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("too many connections", 0),
        ("cert expired", 1),
        ("x509 expired", 1),
        ("thundering herd", 2),
        ("ENOSPC", 3),
        ("no space left on device", 3),
        ("regex", 4),
        ("why does the gateway not work at night", 1),
        ("conection pool", 0),
        ("databse flood", 2),
        ("certif", 1),
    ],
)
def test_the_right_incident_comes_first(query: str, first: int) -> None:
    assert titles(search([document(title) for title in TITLES]).find(query))[0] == TITLES[first]


def test_not_every_word_must_occur_but_those_with_more_come_first() -> None:
    documents = [document("red blue"), document("red"), document("blue"), document("green")]
    assert titles(search(documents, []).find("red blue violet"))[0] == "red blue"
    assert len(search(documents, []).find("red blue violet").found) == 3


def test_a_rare_word_counts_more_than_a_frequent_one() -> None:
    documents = [document("common rare"), *(document(f"common {n}") for n in "abcdef")]
    documents.append(document("common common"))
    assert titles(search(documents, []).find("common rare"))[0] == "common rare"


def test_a_synonym_counts_less_than_the_word() -> None:
    documents = [document("the processor is full"), document("the cpu is full")]
    assert titles(search(documents, [["cpu", "processor"]]).find("cpu ")) == [
        "the cpu is full",
        "the processor is full",
    ]


def test_a_team_adds_expressions_of_its_own() -> None:
    found = search([document(TITLES[0])], [["kasse", "checkout"]]).find("Kasse kaputt")
    assert titles(found) == [TITLES[0]]
    assert found.unknown == ("kaputt",)


def test_a_correction_is_named_as_texts_spell_it() -> None:
    found = search([document(TITLES[1])]).find("certifcate night")
    assert found.corrections == {"certifcate": "certificate"}


def test_a_word_of_a_synonym_is_corrected_too() -> None:
    found = search([document(TITLES[2])]).find("thundring herd")
    assert found.corrections == {"thundring": "thundering"}
    assert titles(found) == [TITLES[2]]


def test_a_short_word_is_not_corrected() -> None:
    found = search([document("stop the cat")], []).find("bat ")
    assert (found.corrections, found.unknown, found.found) == ({}, ("bat",), ())


def test_a_phrase_must_occur_as_it_is() -> None:
    documents = [document("a pool of connections"), document("the connection pool is dry")]
    assert titles(search(documents).find('"connection pool"')) == ["the connection pool is dry"]


def test_the_sentence_with_the_rarest_words_is_quoted() -> None:
    text = "All was well. The proxy logged `EADDRNOTAVAIL` for each request. Then it was well."
    answers = search([document("Proxy trouble", text)]).find("eaddrnotavail proxy")
    passage = answers.answer(*answers.found[0]).passage
    assert passage is not None
    assert passage.sentence == "The proxy logged `EADDRNOTAVAIL` for each request."
    assert (passage.anchor, passage.heading) == ("timeline", "Timeline of Events")


def test_documentation_comes_after_incidents() -> None:
    documents = [document("timeout timeout", "timeout", weight=0.25), document("A call has none")]
    documents[1] = document("A call has none", "There was no timeout, it said, after many words.")
    assert titles(search(documents).find("timeout"))[0] == "A call has none"


def test_the_best_comes_first_and_then_groups() -> None:
    kinds = ("Incident", "Lesson", "Incident", "Service")
    found = [(Document(kind, f"{n}.md", "", ()), 1.0) for n, kind in enumerate(kinds)]  # type: ignore[arg-type]
    groups = [(kind, [hit[0].page for hit in hits]) for kind, hits in arranged(found)]
    assert groups == [
        (None, ["0.md"]),
        ("Lesson", ["1.md"]),
        ("Incident", ["2.md"]),
        ("Service", ["3.md"]),
    ]


def test_a_term_keeps_the_documents_that_it_says_most_about() -> None:
    impacts = [(True, {"term": 1 + number % 100}) for number in range(MOST_POSTINGS + 100)]
    index = SearchIndex(impacts)
    kept = index.postings["term"]
    assert len(kept.documents) == MOST_POSTINGS
    assert kept.count == MOST_POSTINGS + 100
    assert list(kept.documents) == sorted(kept.documents)
    assert min(kept.impacts) > 1


@given(st.text())
def test_any_query_is_answered(query: str) -> None:
    found = ANY.find(query).found
    assert all(score > 0 for _, score in found)


ANY = search([document(title) for title in TITLES])


@pytest.mark.parametrize("query", ['"the"', '"the" pool', '""', '"', '"of a'])
def test_a_phrase_of_stop_words_is_no_condition(query: str) -> None:
    found = search([document(TITLES[0])]).find(query)
    assert titles(found) == ([TITLES[0]] if "pool" in query else [])


def test_a_high_boost_does_not_exceed_the_highest_impact() -> None:
    assert max(document("boosted", "boosted " * 50, weight=30.0).impacts().values()) == LEVELS


def test_expressions_that_overlap_raise_a_word_once() -> None:
    groups = [["roll back", "revert"], ["back", "rear"]]
    both = search([document("revert rear"), document("none")], groups).find("roll back ")
    one = search([document("revert other"), document("none")], groups).find("roll back ")
    assert one.found[0][1] < both.found[0][1] < 2 * one.found[0][1]


def test_documentation_alone_is_ranked_by_the_words_it_has() -> None:
    pages = [Document("Page", f"{t}.md", t, (Part(1.0, (t,)),)) for t in ("red", "red blue")]
    found = search(pages, []).find("red blue ").found
    assert [page.title for page, _ in found] == ["red blue", "red"]
    assert all(score > 0 for _, score in found)


def test_an_abbreviation_does_not_end_a_sentence() -> None:
    assert first_sentence("Some stores, e.g. Redis, failed. All else ran.") == (
        "Some stores, e.g. Redis, failed."
    )


@pytest.mark.parametrize("query", ["requests hung", "pager silent"])
def test_a_lesson_is_found_by_its_signs_and_its_examples(query: str) -> None:
    lessons = {
        "alerts": Lesson(statement="Watch what users feel.", examples=("The pager was silent",)),
        "timeouts": Lesson(statement="Set timeouts.", signs=("Requests hung for minutes",)),
    }
    facts = CorpusFacts(Corpus(date(2026, 11, 1), (), lessons=lessons))
    documents = list(catalogue_documents(facts))
    expected = "Set timeouts." if query == "requests hung" else "Watch what users feel."
    assert titles(search(documents).find(query)) == [expected]


def test_a_team_and_an_owner_are_found_by_their_names() -> None:
    services = {"checkout": Service(title="Checkout", team="Payments")}
    items = [
        {"id": state, "text": "Watch the pool", "owner": "Ada Lovelace", "state": state}
        for state in ("done", "open")
    ]
    own = incident("2026-01-10-search-is-down", lessons={"action_items": items})
    facts = CorpusFacts(corpus(own, services=services))
    finder = search(list(catalogue_documents(facts)))
    [(team, _)] = finder.find("payments team").found[:1]
    assert (team.kind, team.title, team.page) == ("Team", "Payments", "teams/payments.md")
    assert (team.facts, team.summary) == (("1 service",), "Owns Checkout")
    [(owner, _)] = finder.find("lovelace").found
    assert (owner.kind, owner.title) == ("Owner", "Ada Lovelace")
    assert owner.facts == ("2 action items", "1 open")
