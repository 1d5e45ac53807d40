"""The addresses that a site of the incidents has, and those that a change takes away."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Corpus
from ..model.scalars import slugs
from ..render import SiteLinks
from ..site_map import SiteMap
from .incidents import NewNames

_LINKS = SiteLinks(SiteMap.HOME)

Entry = tuple[str, str]
"""What an address is of: a sort of thing and its name, such as `("service", "checkout")`."""


@dataclass(frozen=True)
class DeadAddress:
    """An address that no page has any more.

    `sort` is what it was of and `title` how people call that. `new` is the address of the same
    thing under its new name, where it has one.
    """

    path: str
    sort: str
    title: str
    new: str = ""


@dataclass(frozen=True)
class Address:
    """The Markdown file of a page from the top of a site, with a title; perhaps with an anchor."""

    file: str
    title: str

    @property
    def path(self) -> str:
        """The address from the top of the site."""
        page, mark, anchor = self.file.partition("#")
        return f"{SiteMap().address(page)}{mark}{anchor}" if page.endswith(".md") else page


def dead_addresses(before: Corpus, after: Corpus, new_names: NewNames) -> tuple[DeadAddress, ...]:
    """Return the addresses that a site of one corpus has and a site of another lacks.

    Args:
        before: the incidents and catalogues as they were.
        after: the same as they are now.
        new_names: the new names of what was renamed.
    """
    new_addresses = dict(addresses(after))
    alive = {address.path for address in new_addresses.values()}
    dead = []
    for (sort, name), address in addresses(before):
        if address.path not in alive:
            new = new_addresses.get((sort, _new_name(sort, name, new_names)))
            new_path = new.path if new else ""
            dead.append(DeadAddress(address.path, sort, address.title, new_path))
    return tuple(dead)


def _new_name(sort: str, name: str, new_names: NewNames) -> str:
    """Return the present name; a file of evidence is named after its incident's folder."""
    if sort == "evidence":
        incident, _, file = name.partition("/")
        return f"{new_names.get('incident', {}).get(incident, incident)}/{file}"
    return new_names.get(sort, {}).get(name, name)


def addresses(corpus: Corpus) -> Iterator[tuple[Entry, Address]]:
    """Yield the address of everything that has one of its own because of the data."""
    for sort, name, file, title in _pages(corpus):
        if file:
            yield (sort, name), Address(file, title)


def _pages(corpus: Corpus) -> Iterator[tuple[str, str, str | None, str]]:
    for incident in corpus.incidents:
        yield "incident", incident.id, _LINKS.incident(incident.id), incident.title
        for item in incident.evidence:
            file = _LINKS.evidence(incident.id, item.file, published=item.publish)
            yield "evidence", f"{incident.id}/{item.file}", file, item.title or item.file
    for name in corpus.services:
        yield "service", name, _LINKS.service(name), corpus.service_title(name)
    for name, lesson in corpus.lessons.items():
        yield "lesson", name, _LINKS.lesson(name), lesson.statement
    for name in corpus.severities:
        yield "severity", name, _LINKS.severity(name), corpus.severity_title(name)
    for team in corpus.teams.values():
        yield "team", team.name, _LINKS.to(SiteMap.team(team.slug)), team.name
    for owner, slug in slugs(owners(corpus)).items():
        yield "owner", owner, _LINKS.to(SiteMap.owner(slug)), owner
    for year in years(corpus):
        yield "year", str(year), _LINKS.to(SiteMap.year(year)), str(year)


def owners(corpus: Corpus) -> set[str]:
    """Return whoever owns an action item."""
    return {item.owner for one in corpus.incidents for item in one.actions if item.owner}


def years(corpus: Corpus) -> list[int]:
    """Return the years in which incidents began, the newest first."""
    return sorted({incident.day.year for incident in corpus.incidents}, reverse=True)
