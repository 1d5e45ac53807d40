"""Lists of similar incidents after a change are the same as lists that are made anew."""

import random
from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from postmortems.cache import digest
from postmortems.search.similar_lists import Compared, SimilarLists


def compared(seed: int, subject: str = "word", words: int = 60) -> Compared:
    """Return what is compared of an invented incident, whose texts have words of one subject."""
    vocabulary = [f"{subject}{number}" for number in range(words)]
    choice = random.Random(seed)
    impacts = {word: choice.randint(1, 15) for word in choice.sample(vocabulary, 12)}
    taught = tuple(
        (frozenset(own), " ".join(own)) for own in (choice.sample(vocabulary, 3) for _ in range(3))
    )
    return Compared(digest(repr((impacts, taught))), impacts, taught)


def lists_of(incidents: Mapping[str, Compared]) -> SimilarLists:
    """Return lists that are made anew."""
    return SimilarLists().updated(incidents, 0)


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 60), st.lists(st.tuples(st.integers(0, 70), st.integers(-200, 5000))))
def test_lists_after_changes_are_those_made_anew(size: int, changes: list[tuple[int, int]]) -> None:
    incidents = {f"incident-{number}": compared(number) for number in range(size)}
    lists = lists_of(incidents)
    for place, seed in changes:
        if seed < 0:
            incidents.pop(f"incident-{place}", None)
        else:
            incidents[f"incident-{place}"] = compared(seed)
        digests = {name: one.digest for name, one in incidents.items()}
        same = lists.unchanged(digests)
        lists = lists.updated(
            {name: None if name in same else one for name, one in incidents.items()}, 0
        )
        assert lists == replace(lists_of(incidents), vectors=lists.vectors)
        assert lists.vectors.weights == lists_of(incidents).vectors.weights


def test_an_edit_changes_only_lists_of_incidents_with_common_words() -> None:
    incidents = {
        f"{subject}-{number}": compared(number, subject, 20)
        for subject in (f"subject-{letter}" for letter in "abcdefghijkl")
        for number in range(20)
    }
    before = lists_of(incidents)
    edited = compared(99, "subject-d", 20)
    now = before.updated({n: edited if n == "subject-d-7" else None for n in incidents}, 0)
    anew = {name for name in incidents if now.lists[name] is not before.lists[name]}
    assert "subject-d-7" in anew
    assert {name.rpartition("-")[0] for name in anew} == {"subject-d"}
