"""The page of severities: the rubric as its authors wrote it."""

from datetime import date

import pytest

from mkdocs_postmortems.indexes import BLOCKS, MarkdownContext, PageContext, Site
from postmortems.insights import CorpusFacts
from postmortems.model import Corpus, Severity
from postmortems.site_map import SiteMap


@pytest.mark.parametrize("context", [PageContext, MarkdownContext])
def test_a_definition_is_markdown_on_the_page_and_in_its_markdown_version(
    context: type[PageContext],
) -> None:
    definition = "One of:\n\n- **all** users\n- [money](https://example.org/money)"
    severities = {"SEV1": Severity(title="Critical", definition=definition)}
    site = Site(CorpusFacts(Corpus(date(2026, 11, 1), severities=severities)))
    page = SiteMap(directory_urls=True).address
    text = BLOCKS["severity"](site, context("severity.md", {}, page))
    assert "\n\n- **all** users\n- [money](https://example.org/money)\n" in text
    assert "\\*" not in text
