"""The search of the site and `postmortems search` split, rank and quote in the same way."""

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import find, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from postmortems.cache import Cache
from postmortems.cli.search import search_of
from postmortems.reader import read
from postmortems.search import MOST_SHOWN, Document, Search, arranged
from postmortems.search.words import STOP_WORDS, chunks, index_terms
from tests.browser.conftest import Visit
from tests.conftest import ROOT, TODAY

QUERIES = (
    "502 errors everywhere after a rule update",
    "certificate expired",
    "certifcate expird",
    "x509: certificate has expired or is not yet valid",
    "dns",
    "NXDOMAIN for every name",
    "database deleted by accident",
    "rm -rf",
    "backups did not restore",
    "roll back failed",
    "rollback",
    "thundering herd",
    "thundring herd after cache flush",
    "retry storm",
    "too many open files",
    "ulimit",
    "out of memory",
    "OOMKilled",
    "CrashLoopBackOff",
    "null pointer",
    "NullPointerException in the control plane",
    "bgp",
    "route leak takes backbone down",
    "power outage in the data centre",
    "split brain",
    "failover to the other coast",
    "fail-over",
    "replication lag",
    "transaction id wraparound",
    "vacuum",
    "load balancer configuration gone",
    "config pushed everywhere at once",
    "feature flag",
    "locked out",
    "status page down",
    "nobody was paged",
    "slow queries at peak",
    "queue backlog",
    '"regular expression"',
    "kubernetes nodes lose network",
    "where is the runbook",
    "zzzzzz cache",
)

ABOUT = ("incidents", "lessons", "services", "teams")
TERMS = """async (texts) => {
  const { chunks, indexTerms, setStopWords } = await import(
    new URL("assets/postmortems/search-words.js", document.querySelector("base")?.href ?? BASE)
  );
  setStopWords(STOP);
  return texts.map((text) => chunks(text).flatMap((chunk) => indexTerms(chunk)));
}"""


@pytest.fixture(scope="module")
def search() -> Search:
    return search_of(read(ROOT / "incidents", as_of=TODAY), Cache(None))


def terms_in_python(text: str) -> list[str]:
    return [term for chunk in chunks(text) for term in index_terms(chunk)]


def terms_in_browser(page: Page, texts: Iterable[str]) -> list[list[str]]:
    code = TERMS.replace("BASE", repr(page.url)).replace("STOP", repr(sorted(STOP_WORDS)))
    return list(page.evaluate(code, list(texts)))


def test_texts_have_the_same_terms(visit: Visit, demo_site: Path) -> None:
    page = visit(demo_site)
    texts = [file.read_text(encoding="utf-8") for file in ROOT.glob("incidents/*/*.yaml")]
    texts += [path.read_text(encoding="utf-8") for path in ROOT.glob("tests/golden/*.md")]
    assert len(texts) > 100
    for text, terms in zip(texts, terms_in_browser(page, texts), strict=True):
        assert terms == terms_in_python(text)


def test_any_text_has_the_same_terms(visit: Visit, demo_site: Path) -> None:
    page = visit(demo_site)
    texts: list[str] = []
    alphabet = st.one_of(
        st.sampled_from("abcXYZ019-_.,'’ \n"),
        st.characters(codec="utf-8", exclude_categories=["Cn", "Co"]),
    )

    def collect(text: str) -> bool:
        texts.append(text)
        return len(texts) >= 3000

    find(
        st.text(alphabet, max_size=30), collect, settings=settings(max_examples=4000, database=None)
    )
    for text, terms in zip(texts, terms_in_browser(page, texts), strict=True):
        assert terms == terms_in_python(text), repr(text)


def test_the_first_five_are_the_same(search: Search, visit: Visit, demo_site: Path) -> None:
    page = visit(demo_site, "search/")
    different = {}
    for query in QUERIES:
        page.locator(".pm-search__input").fill("")
        status = page.locator(".pm-search__status")
        expect(status).to_have_text("Type a word, or choose a facet.")
        page.locator(".pm-search__input").fill(query)
        expect(status).to_contain_text("ound")
        found = search.find(query).found
        assert found, query
        first = [document.page.removesuffix(".md") for document in first_of(found)]
        if (shown := shown_on(page)[: len(first)]) != first:
            different[query] = (first, shown)
    assert different == {}


def shown_on(page: Page) -> list[str]:
    """The incidents and what they have in common that a page of results shows, in their order."""
    links = page.locator(".pm-search__title").all()
    paths = [urlsplit(str(link.get_attribute("href"))).path.split("/") for link in links]
    starts = [next((at for at, part in enumerate(path) if part in ABOUT), None) for path in paths]
    return ["/".join(path[at:-1]) for path, at in zip(paths, starts, strict=True) if at]


def first_of(found: tuple[tuple[Document, float], ...]) -> list[Document]:
    shown = [
        hit for kind, hits in arranged(found) for hit, _ in hits[: MOST_SHOWN.get(kind or "", 1)]
    ]
    return shown[:5]
