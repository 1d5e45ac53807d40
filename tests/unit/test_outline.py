"""Pages about several incidents show the same from outlines as from whole incidents."""

from datetime import date
from pathlib import Path

import pytest

from mkdocs_postmortems.indexes import PageContext, Site, all_pages
from postmortems.insights import CorpusFacts
from postmortems.model import Corpus, Incident, outline
from postmortems.model.texts import OMITTED
from postmortems.reader import read
from postmortems.site_map import SiteMap
from tests.benchmarks.company import write as write_company
from tests.benchmarks.reading import UNTIL
from tests.conftest import ROOT


class Whole(Site):
    """A site whose indexes are built from whole incidents."""

    @property
    def outlines(self) -> Site:
        return self


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """A corpus of 150 invented incidents."""
    folder = tmp_path_factory.mktemp("company")
    write_company(folder, 150, 1, UNTIL)
    return read(folder, as_of=UNTIL).corpus


def pages(site: Site) -> dict[str, str]:
    """Return the Markdown of each page by its path."""
    address = SiteMap(True).address
    return {
        page.path: page.body(PageContext(page.path, {}, address))
        for page in all_pages(site, searches=True, in_nav=True)
    }


def assert_equal_pages(corpus: Corpus) -> None:
    facts = CorpusFacts(corpus)
    outlined, whole = pages(Site(facts, True)), pages(Whole(facts, True))
    assert [path for path in whole if whole[path] != outlined[path]] == []
    assert [path for path, text in outlined.items() if OMITTED in text] == []


def test_of_a_company(company: Corpus) -> None:
    assert_equal_pages(company)


def test_of_the_demonstration() -> None:
    assert_equal_pages(read(Path(ROOT / "incidents"), as_of=date(2026, 11, 1)).corpus)


def test_of_an_incident_with_every_field(golden: Corpus) -> None:
    assert_equal_pages(golden)


def test_an_outline_lacks_the_texts_that_only_the_page_of_the_incident_shows(
    golden: Corpus,
) -> None:
    complete = max(golden.incidents, key=lambda one: len(one.timeline))
    outlined = outline(complete)
    assert outlined.summary == OMITTED
    assert {entry.event for entry in outlined.timeline} == {OMITTED}
    assert [entry.time for entry in outlined.timeline] == [row.time for row in complete.timeline]
    assert outlined.title == complete.title
    assert sections(outlined) == sections(complete)


def sections(incident: Incident) -> list[str]:
    """Return the names of the fields that are recorded."""
    return [name for name, _, _ in incident.recorded()]
