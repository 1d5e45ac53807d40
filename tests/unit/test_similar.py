"""The incidents that are similar to an incident or a text."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from postmortems.cache import Cache
from postmortems.model import Corpus
from postmortems.reader import read, topics
from postmortems.search import read_similarity_index
from tests.benchmarks.proposals import without_lessons
from tests.conftest import ROOT, TODAY, run, write

WAF = "2019-07-02-waf-regex-global-outage"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return read(ROOT / "incidents", as_of=TODAY).corpus


def test_incidents_that_taught_the_same_are_similar_without_their_lessons(corpus: Corpus) -> None:
    untagged = replace(corpus, incidents=tuple(map(without_lessons, corpus.incidents)))
    similarity = read_similarity_index(untagged, {}, Cache(None), topics())
    right = 0
    for incident in corpus.incidents:
        similar = similarity.of(incident)
        assert 1 <= len(similar) <= 5
        others = [corpus.by_id[one.id] for one in similar]
        assert incident not in others
        right += any(set(incident.lesson_names) & set(other.lesson_names) for other in others)
    assert right / len(corpus.incidents) >= 0.9


def test_it_names_the_words_that_both_have() -> None:
    done = run("postmortems", "similar", WAF, "--json", "--limit", "3")
    results = json.loads(done.stdout)["results"]
    assert len(results) == 3
    assert all(result["kind"] == "incident" and result["words"] for result in results)
    assert WAF not in [Path(result["page"]).name for result in results]


def test_a_text_is_compared_as_it_is(tmp_path: Path) -> None:
    alert = write(tmp_path, {"alert.txt": "regular expression backtracking, CPU exhausted, 502"})
    done = run("postmortems", "similar", str(alert / "alert.txt"), "--json")
    first = json.loads(done.stdout)["results"][0]
    assert WAF in first["page"]
    assert "backtracking" in first["words"]


def test_an_unknown_incident_is_an_error() -> None:
    done = run("postmortems", "similar", "2019-07-02-waf-regex-global-outag")
    assert done.returncode == 2
    assert f"did you mean `{WAF}`?" in done.stderr


def test_a_file_that_is_no_text_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "core").write_bytes(b"\xff\xfe\x00\xff")
    done = run("postmortems", "similar", str(tmp_path / "core"))
    assert done.returncode == 2
    assert "cannot be read" in done.stderr
