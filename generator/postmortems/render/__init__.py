"""Render the model to Markdown: the page of an incident, and its single documents."""

from ..evidence import NO_EVIDENCE, DerivedEvidence
from ..insights import Histories, OtherIncidents
from ..model import Corpus, Incident
from . import words
from .environment import environment, own_environment, tidy
from .evidence_view import EvidenceView
from .executive import Executive
from .incident_tables import IncidentTables
from .links import Links, RepositoryLinks, SiteLinks
from .markdown import Markdown, line, link, prose
from .page import IncidentPage
from .table import Column, table

DOCUMENTS = {
    "executive-summary": "Executive summary",
    "root-cause-analysis": "Technical root cause analysis",
    "business-impact": "Business impact assessment",
    "timeline": "Detailed timeline with actions",
    "postmortem": "Postmortem report with action items",
    "prevention-plan": "Prevention and improvement plan",
}
"""The documents of the template's output format; a name is also the document's anchor."""


def incident_page(
    incident: Incident,
    corpus: Corpus,
    *,
    document: str = "postmortem",
    links: Links | None = None,
    others: OtherIncidents | None = None,
    evidence: DerivedEvidence = NO_EVIDENCE,
) -> str:
    """Return the Markdown of an incident.

    Args:
        incident: the incident.
        corpus: the corpus, for links to other incidents, services and lessons.
        document: one of `DOCUMENTS`; the postmortem is the whole page.
        links: resolves links; to files of the repository by default.
        others: what the page shows of other incidents, if it is already computed.
        evidence: what is derived from the evidence of the incident.

    Raises:
        KeyError: the document does not exist.
    """
    title = DOCUMENTS[document]
    page = IncidentPage(
        incident,
        corpus.catalogues,
        links or RepositoryLinks(),
        others or OtherIncidents.of(incident, corpus, Histories(corpus)),
        evidence,
    )
    template = own_environment().get_template(f"{document}.md.jinja")
    return tidy(
        template.render(
            page=page,
            tables=IncidentTables(page),
            executive=Executive(page, links_to_sections=document == "postmortem"),
            evidence=EvidenceView(page),
            incident=incident,
            document=title,
        )
    )


__all__ = [
    "DOCUMENTS",
    "Column",
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
    "table",
    "tidy",
    "words",
]
