"""Model to Markdown: the page of an incident, and its documents one by one."""

from ..insights import Histories
from ..model import Corpus, Incident
from . import words
from .environment import environment, own_environment, tidy
from .links import Links, RepositoryLinks, SiteLinks
from .markdown import Markdown, line, link, prose
from .page import IncidentPage

DOCUMENTS = {
    "executive-summary": "Executive summary",
    "root-cause-analysis": "Technical root cause analysis",
    "business-impact": "Business impact assessment",
    "timeline": "Detailed timeline with actions",
    "postmortem": "Postmortem report with action items",
    "prevention-plan": "Prevention and improvement plan",
}
"""The documents of the template's output format; each name is also its anchor on the page."""


def incident_page(
    incident: Incident,
    corpus: Corpus,
    *,
    document: str = "postmortem",
    links: Links | None = None,
    known: Histories | None = None,
) -> str:
    """The Markdown of an incident.

    Args:
        incident: whose page.
        corpus: what it points at, and what the other incidents learned.
        document: one of `DOCUMENTS`; the postmortem is the whole page.
        links: where links lead; into the repository by default.
        known: the histories of the lessons, where they have been computed already.

    Raises:
        KeyError: there is no such document.
    """
    title = DOCUMENTS[document]
    page = IncidentPage(
        incident,
        corpus,
        links or RepositoryLinks(),
        Histories(corpus) if known is None else known,
    )
    template = own_environment().get_template(f"{document}.md.jinja")
    return tidy(template.render(page=page, incident=incident, document=title))


__all__ = [
    "DOCUMENTS",
    "IncidentPage",
    "Links",
    "Markdown",
    "RepositoryLinks",
    "SiteLinks",
    "environment",
    "incident_page",
    "line",
    "link",
    "prose",
    "tidy",
    "words",
]
