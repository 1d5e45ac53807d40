"""The documents of incidents, lessons, services, teams and owners.

Texts have weights: a word of the summary says more about an incident than one of its timeline.
Labels of the template are in no document, so no search for one finds all incidents.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..evidence import NO_EVIDENCE, DerivedEvidence
from ..insights import CorpusFacts, History, Theme, measures_that_stopped
from ..model import ActionItem, Corpus, Incident, Loc, Service, Team
from ..model.incident import HEADINGS
from ..model.sections import heading_slugs
from ..model.texts import Text, first_sentence, plain, texts
from ..site_map import SiteMap
from .document import Document, Part
from .evidence_parts import evidence_parts

_WEIGHTS: Mapping[Loc, float] = {
    ("title",): 4.0,
    ("symptoms",): 4.0,
    ("summary",): 2.0,
    ("detection",): 1.0,
    ("related",): 0.3,
    ("links",): 0.3,
    ("impact",): 1.0,
    ("root_cause",): 1.5,
    ("timeline",): 0.5,
    ("monitoring",): 1.0,
    ("monitoring", "alerts_triggered"): 1.5,
    ("response",): 0.5,
    ("response", "stabilization"): 1.5,
    ("remediation",): 0.5,
    ("lessons",): 1.0,
    ("prevention",): 0.5,
    ("sections",): 0.5,
    ("evidence",): 0.3,
}
"""The weights of an incident's texts, by the first or the first two keys of their place."""
_OTHER = 0.5
_NAMES = 1.5
_STATEMENTS = 1.0


def incident_document(
    incident: Incident, catalogues: Corpus, evidence: DerivedEvidence = NO_EVIDENCE
) -> Document:
    """Return the document of an incident, with the statements of the lessons it taught.

    Args:
        incident: the incident.
        catalogues: the catalogues.
        evidence: what is derived from its evidence, as far as a result may quote it.
    """
    parts: dict[tuple[str, float], list[str]] = {}
    headings = HEADINGS | _further_headings(incident)
    for text in texts(incident):
        parts.setdefault((_anchor(text, incident), _weight(text)), []).append(plain(text.words))
    lessons = [
        (SiteMap.lesson(name), catalogues.lessons[name].statement)
        for name in incident.lesson_names
        if name in catalogues.lessons
    ]
    statements = tuple(statement for _, statement in lessons)
    severity = catalogues.severity_title(incident.severity)
    services = tuple(map(catalogues.service_title, incident.services))
    names = (incident.id, *incident.aliases, *incident.services, *services)
    return Document(
        "Incident",
        SiteMap.incident(incident.id),
        incident.title,
        (
            *(
                Part(weight, tuple(own), anchor, headings.get(anchor, ""))
                for (anchor, weight), own in parts.items()
            ),
            Part(_NAMES, names, is_shown=False),
            Part(_STATEMENTS, statements, is_shown=False),
            *evidence_parts(evidence),
        ),
        facts=incident_facts(incident, catalogues),
        summary=first_sentence(incident.summary),
        stopped="; ".join(plain(text).rstrip(".") for text in measures_that_stopped(incident)),
        lessons=tuple(lessons),
        open_items=tuple(plain(item.text) for item in incident.actions if item.is_open),
        facets={
            "Severity": (severity,),
            "Service": services,
            "Year": (str(incident.day.year),),
            "Status": (incident.status.capitalize(),),
            "Lesson": statements,
        },
        symptoms=tuple(map(plain, incident.symptoms)),
    )


def _anchor(text: Text, incident: Incident) -> str:
    """Return the anchor of the section that shows a text; empty for the top of the page."""
    section = str(text.loc[0])
    if section == "sections":
        return list(_further_headings(incident))[int(text.loc[1])]
    if section in ("title", "summary"):
        return ""
    return section if section in HEADINGS else "overview"


def _further_headings(incident: Incident) -> dict[str, str]:
    """Return the headings of the further sections by their anchors, in their order."""
    slugs = map(SiteMap.section_anchor, heading_slugs(incident.sections))
    headings = (section.heading for section in incident.sections)
    return dict(zip(slugs, headings, strict=True))


def _weight(text: Text) -> float:
    return _WEIGHTS.get(text.loc[:2]) or _WEIGHTS.get(text.loc[:1], _OTHER)


def text_document(text: str) -> Document:
    """Return a document of a text, such as an alert, to find incidents that are similar to it."""
    return Document("Page", "", "", (Part(1.0, (text,)),))


def incident_facts(incident: Incident, catalogues: Corpus) -> tuple[str, ...]:
    """Return the facts of an incident that a result shows below its title."""
    return catalogues.severity_title(incident.severity), incident.day.isoformat()


def lesson_facts(history: History) -> tuple[str, ...]:
    """Return the facts of a lesson that a result shows below its title."""
    teachings = history.teachings
    last = (f"last {teachings[-1].incident.day.isoformat()}",) if teachings else ()
    return f"taught by {_number(len(teachings), 'incident')}", *last


def lesson_document(history: History) -> Document:
    """Return the document of a lesson, with what incidents say about it."""
    lesson, teachings = history.lesson, history.teachings
    taught = (text for teaching in teachings for text in teaching.texts)
    return Document(
        "Lesson",
        SiteMap.lesson(history.name),
        lesson.statement,
        (
            Part(3.0, (plain(lesson.statement), *map(plain, lesson.signs))),
            Part(1.5, tuple(map(plain, lesson.examples)), is_shown=False),
            Part(1.5, (history.name, *lesson.themes), is_shown=False),
            Part(1.5, (plain(lesson.explanation or ""),)),
            Part(0.5, tuple(map(plain, taught))),
        ),
        facts=lesson_facts(history),
        summary=first_sentence(lesson.explanation),
        open_items=tuple(plain(item.text) for _, item in history.open_actions),
    )


def theme_document(theme: Theme) -> Document:
    """Return the document of a theme of lessons, which is found by its name."""
    return Document(
        "Theme",
        SiteMap.theme(theme.slug),
        theme.title,
        (
            Part(3.0, (theme.title, theme.slug), is_shown=False),
            Part(0.5, tuple(plain(one.lesson.statement) for one in theme.histories)),
        ),
        facts=(
            _number(len(theme.histories), "lesson"),
            _number(len(theme.incidents), "incident"),
        ),
    )


def service_document(name: str, service: Service, catalogues: Corpus) -> Document:
    """Return the document of a service."""
    title = catalogues.service_title(name)
    needs = tuple(map(catalogues.service_title, service.depends_on))
    return Document(
        "Service",
        SiteMap.service(name),
        title,
        (
            Part(3.0, (title, name), is_shown=False),
            Part(1.0, (plain(service.description or ""),)),
            Part(1.0, (service.team or "",), is_shown=False),
            Part(0.5, needs, is_shown=False),
        ),
        facts=(service.team,) if service.team else (),
        summary=first_sentence(service.description),
    )


def team_document(team: Team, catalogues: Corpus) -> Document:
    """Return the document of a team that owns services."""
    services = [catalogues.service_title(name) for name in team.services]
    return Document(
        "Team",
        SiteMap.team(team.slug),
        team.name,
        (Part(3.0, (team.name, "team"), is_shown=False),),
        facts=(_number(len(services), "service"),),
        summary=f"Owns {', '.join(services)}",
    )


def owner_document(name: str, slug: str, items: Sequence[ActionItem]) -> Document:
    """Return the document of an owner of action items."""
    number_open = sum(item.is_open for item in items)
    return Document(
        "Owner",
        SiteMap.owner(slug),
        name,
        (Part(3.0, (name, "owner"), is_shown=False),),
        facts=(_number(len(items), "action item"), f"{number_open} open"),
    )


def _number(number: int, noun: str) -> str:
    """Return a number of things, with the noun in the singular or plural."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def catalogue_documents(facts: CorpusFacts) -> Iterator[Document]:
    """Yield the documents of the themes, owners, teams, services and lessons of a corpus."""
    corpus = facts.corpus
    yield from map(theme_document, facts.themes.values())
    items: dict[str, list[ActionItem]] = {}
    for _, item in facts.action_items:
        items.setdefault(item.owner or "", []).append(item)
    for owner, slug in facts.owners.items():
        yield owner_document(owner, slug, items[owner])
    for team in corpus.teams.values():
        yield team_document(team, corpus)
    for name, service in corpus.services.items():
        yield service_document(name, service, corpus)
    for name in corpus.lessons:
        yield lesson_document(facts.histories[name])
