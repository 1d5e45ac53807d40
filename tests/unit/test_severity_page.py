"""The page of severities: the rubric as its authors wrote it."""

from datetime import date

from mkdocs_postmortems import markdown_pages
from mkdocs_postmortems.indexes import BLOCKS, PageContext, Site
from postmortems.insights import CorpusFacts
from postmortems.model import Corpus, Severity
from postmortems.site_map import SiteMap


def test_a_definition_is_markdown_on_the_page_and_in_its_markdown_version() -> None:
    definition = "One of:\n\n- **all** users\n- [money](https://example.org/money)"
    severities = {"SEV1": Severity(title="Critical", definition=definition)}
    site = Site(CorpusFacts(Corpus(date(2026, 11, 1), severities=severities)))
    page = SiteMap(directory_urls=True).address
    context = PageContext("severity.md", {}, page)
    text = BLOCKS["severity"](site, context)
    for markdown in (text, markdown_pages.version(text, "severity.md", page, context.texts)):
        assert "\n\n- **all** users\n- [money](https://example.org/money)\n" in markdown
        assert "\\*" not in markdown
