"""The URLs of a site that exist because of the data, and those that a change removes."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..insights import CorpusFacts
from ..render import SiteLinks
from ..site_map import SiteMap
from .incidents import NewNames

_LINKS = SiteLinks(SiteMap.HOME)

PageKey = tuple[str, str]
"""The kind and the name of the thing that a URL shows, such as `("service", "checkout")`.

The name of a file of evidence is the id of its incident and its path, joined by a slash.
"""


@dataclass(frozen=True)
class RemovedUrl:
    """A URL that exists before a change and not after it.

    Args:
        path: relative to the site's root.
        kind: of the thing that it showed, as in a `PageKey`.
        title: the display name of that thing.
        new: the present URL of the same thing; empty if there is none.
    """

    path: str
    kind: str
    title: str
    new: str = ""


@dataclass(frozen=True)
class Target:
    """A page, an anchor of a page, or a published file of evidence.

    Args:
        file: its file relative to the site's root, such as `services/checkout.md` or
            `severity.md#sev1`.
        title: the display name of the thing that it shows.
    """

    file: str
    title: str

    @property
    def path(self) -> str:
        """The URL relative to the site's root."""
        page, mark, anchor = self.file.partition("#")
        return f"{SiteMap().address(page)}{mark}{anchor}" if page.endswith(".md") else page


def removed_urls(
    before: CorpusFacts, after: CorpusFacts, new_names: NewNames
) -> tuple[RemovedUrl, ...]:
    """Return the URLs that exist on a site of `before` and not on a site of `after`.

    Args:
        before: the facts of the incidents and catalogues before the change.
        after: the same after the change. It must contain the old version of all that can no longer
            be read, so that an error in a file is not reported as a removal.
        new_names: the new names of renamed things.
    """
    new_targets = dict(targets(after))
    existing_paths = {target.path for target in new_targets.values()}
    removed = []
    for (kind, name), target in targets(before):
        if target.path not in existing_paths:
            new = new_targets.get((kind, _new_name(kind, name, new_names)))
            removed.append(RemovedUrl(target.path, kind, target.title, new.path if new else ""))
    return tuple(removed)


def _new_name(kind: str, name: str, new_names: NewNames) -> str:
    if kind == "evidence":
        incident, _, file = name.partition("/")
        return f"{new_names.get('incident', {}).get(incident, incident)}/{file}"
    return new_names.get(kind, {}).get(name, name)


def targets(facts: CorpusFacts) -> Iterator[tuple[PageKey, Target]]:
    """Yield every target of a site that exists because of the data, with its key."""
    for kind, name, file, title in _targets(facts):
        if file:
            yield (kind, name), Target(file, title)


def _targets(facts: CorpusFacts) -> Iterator[tuple[str, str, str | None, str]]:
    """Yield kind, name, file and title of each thing; the file is None if it has no URL."""
    corpus = facts.corpus
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
    for owner, slug in facts.owners.items():
        yield "owner", owner, _LINKS.to(SiteMap.owner(slug)), owner
    for year in facts.by_year:
        yield "year", str(year), _LINKS.to(SiteMap.year(year)), str(year)
    for quarter in facts.by_quarter:
        yield "quarter", quarter.slug, _LINKS.to(SiteMap.quarter(quarter.slug)), str(quarter)
    for theme in facts.themes.values():
        yield "theme", theme.slug, _LINKS.to(SiteMap.theme(theme.slug)), theme.title
