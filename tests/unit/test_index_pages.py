"""The Markdown of index pages, from small corpora."""

from datetime import date
from typing import Any

from mkdocs_postmortems.build import address_of
from mkdocs_postmortems.indexes import PageContext, Site, all_pages
from postmortems.model import Corpus, Incident, Service

TODAY = date(2026, 11, 1)


def incident(name: str, **more: Any) -> Incident:
    return Incident.model_validate({"id": name, "title": name, "severity": "SEV2", **more})


def affecting(service: str) -> dict[str, Any]:
    return {"system": {"services": [service]}}


def page(corpus: Corpus, path: str) -> str:
    """Return the Markdown of a page of the site of a corpus."""
    site = Site.of(corpus)
    body = next(p.body for p in all_pages(site, searches=True, in_nav=True) if p.path == path)
    return body(PageContext(path, {}, address_of(directory_urls=True)))


def test_a_service_with_an_ongoing_incident_is_shown_as_ongoing_and_not_as_quiet() -> None:
    corpus = Corpus(
        TODAY,
        (
            incident("2026-10-03-b", impact=affecting("shop"), status="investigating"),
            incident("2026-10-02-a", impact=affecting("mail")),
        ),
        services={"shop": Service(), "mail": Service()},
    )
    assert "- **Days quiet:** ongoing\n" in page(corpus, "services/shop.md")
    assert "- **Days quiet:** 30\n" in page(corpus, "services/mail.md")
    table = page(corpus, "services.md")
    assert "Quiet longest: [mail]" in table
    assert "| 2026-10-03 | ongoing |" in table
