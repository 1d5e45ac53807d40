"""Themes: the lessons of the catalogue that name the same keyword."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..model import Corpus, Incident
from ..model.scalars import slugs
from .histories import Histories, History


@dataclass(frozen=True)
class Theme:
    """A theme with its lessons.

    Args:
        slug: its name in addresses.
        name: the keyword as its first lesson writes it, with spaces for hyphens.
        histories: the lessons, the most often taught first.
        incidents: the incidents that taught any of them, newest first, each once.
    """

    slug: str
    name: str
    histories: tuple[History, ...]
    incidents: tuple[Incident, ...]

    @property
    def title(self) -> str:
        """The name with a capital letter."""
        return self.name[:1].upper() + self.name[1:]

    @property
    def services(self) -> dict[str, tuple[Incident, ...]]:
        """The incidents that affected each service, by its name, the most often affected first."""
        affected: dict[str, list[Incident]] = {}
        for incident in self.incidents:
            for name in incident.services:
                affected.setdefault(name, []).append(incident)
        rows = sorted(affected.items(), key=lambda row: (-len(row[1]), row[0]))
        return {name: tuple(incidents) for name, incidents in rows}


def themes(corpus: Corpus, histories: Histories) -> dict[str, Theme]:
    """Return the themes of the catalogue by slug, those with the most incidents first.

    Keywords that differ only in case, or in hyphens and spaces, are one theme.
    """
    names: dict[str, str] = {}
    lessons: dict[str, list[History]] = {}
    for lesson in corpus.lessons.values():
        for keyword in lesson.themes:
            names.setdefault(_folded(keyword), _spaced(keyword))
    keys_of = {
        history.name: dict.fromkeys(map(_folded, history.lesson.themes))
        for history in histories.values()
    }
    for history in histories.values():
        for key in keys_of[history.name]:
            lessons.setdefault(key, []).append(history)
    incidents = _incidents(corpus, keys_of)
    slug_of = slugs(names)
    rows = [
        Theme(slug_of[key], names[key], tuple(lessons[key]), tuple(incidents.get(key, ())))
        for key in names
    ]
    rows.sort(key=lambda theme: (-len(theme.incidents), theme.slug))
    return {theme.slug: theme for theme in rows}


def _incidents(
    corpus: Corpus, keys_of: Mapping[str, Mapping[str, None]]
) -> dict[str, list[Incident]]:
    """Return the incidents of each theme, newest first."""
    incidents: dict[str, list[Incident]] = {}
    for incident in corpus.incidents:
        keys = (key for name in incident.lesson_names for key in keys_of.get(name, ()))
        for key in dict.fromkeys(keys):
            incidents.setdefault(key, []).append(incident)
    return incidents


def _folded(keyword: str) -> str:
    return _spaced(keyword).casefold()


def _spaced(keyword: str) -> str:
    return " ".join(keyword.replace("-", " ").replace("_", " ").split())
