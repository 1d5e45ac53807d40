"""Read the catalogues beside the incidents: services, lessons, severities, rules, synonyms."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

import yaml

from ..model import (
    Corpus,
    Incident,
    Lesson,
    Loc,
    Place,
    Problem,
    Record,
    RuleSetting,
    Service,
    Severity,
)
from ..model.catalogue import DEFAULT_SEVERITIES
from ..model.corpus import newest_first
from ..model.format import required_names
from ..model.scalars import DEVICES, NAME_LENGTH, SLUG, shortened
from ..model.suggestions import did_you_mean
from .document import Document
from .files import Folder
from .lost_text import text_problems
from .synonyms import Groups, read_synonyms
from .validation import validate

RESERVED = frozenset({"index", "readme"}) | DEVICES
"""Names that a page cannot have: those of index pages, and the device names of Windows."""
FIELDS = {
    "lesson": "lessons",
    "services": "services",
    "depends_on": "services",
    "severity": "severities",
}
"""The catalogue that the names in a field belong to."""

R = TypeVar("R", bound=Record)


@dataclass
class Catalogues:
    """The catalogues. One that could not be read is None; names are not checked against it."""

    services: Mapping[str, Service] | None = None
    lessons: Mapping[str, Lesson] | None = None
    severities: Mapping[str, Severity] | None = None
    rules: Mapping[str, RuleSetting] = field(default_factory=dict)
    rule_places: Mapping[str, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    missing: frozenset[str] = frozenset()
    """The catalogues without a file."""
    synonyms: Groups = ()

    def corpus(self, as_of: date, incidents: Iterable[Incident]) -> Corpus:
        """Return a corpus of incidents with these catalogues, as of a day."""
        return Corpus(
            as_of,
            newest_first(list(incidents)),
            self.services or {},
            self.lessons or {},
            self.severities or DEFAULT_SEVERITIES,
            self.synonyms,
        )

    def name_of(self, field: str, text: str) -> str | None:
        """Return the name of the entry with this title or statement, or None."""
        normalized = _normalized(text)
        catalogue: Mapping[str, Record] = getattr(self, FIELDS.get(field, ""), None) or {}
        for name, entry in catalogue.items():
            if normalized == _normalized(
                getattr(entry, "statement", None) or getattr(entry, "title", "")
            ):
                return name
        return None


def _normalized(text: str | None) -> str:
    """Return a text without the differences of a copy: case, whitespace and a final full stop."""
    return " ".join((text or "").casefold().split()).rstrip(".")


def read_catalogues(files: Folder) -> Catalogues:
    """Read the catalogues of an incidents folder; one without a file is empty."""
    services, services_document = _read(files, "services", Service)
    lessons, _ = _read(files, "lessons", Lesson)
    severities, _ = _read(files, "severities", Severity)
    rules, rules_document = _read(files, "rules", RuleSetting)
    if services and services_document:
        _check_dependencies(services, services_document, files)
    places = {
        name: rules_document.place((name,), key=True) for name in rules or {} if rules_document
    }
    severities = DEFAULT_SEVERITIES if severities == {} else severities
    missing = frozenset(name for name in ("services", "lessons") if not files.has(f"{name}.yaml"))
    synonyms = read_synonyms(files)
    return Catalogues(
        services, lessons, severities, rules or {}, places, files.problems, missing, synonyms
    )


def _read(files: Folder, name: str, kind: type[R]) -> tuple[dict[str, R] | None, Document | None]:
    filename = f"{name}.yaml"
    path = files.path / filename
    if not path.exists() and not path.is_symlink():
        return {}, None
    if (loaded := files.load(filename)) is None:
        return None, None
    document, data = loaded
    if data is None:
        return {}, document
    if not isinstance(data, dict):
        files.problems.append(
            Problem(document.place(), "wrong-type", f"the file must be a mapping of {name}")
        )
        return None, None
    if kind is not RuleSetting and isinstance(document.root, yaml.MappingNode):
        for _, node in document.root.value:
            files.problems.extend(text_problems(kind, document, node))
    return _entries(data, kind, document, files), document


def _entries(
    data: dict[str, Any], kind: type[R], document: Document, files: Folder
) -> dict[str, R]:
    entries: dict[str, R] = {}
    spellings: dict[str, str] = {}
    for slug, value in data.items():
        if invalid := name_problem(slug, spellings.setdefault(slug.lower(), slug)):
            # A name that no page can have is not an entry, so references to it are problems too.
            files.problems.append(Problem(document.place((slug,), key=True), *invalid))
            continue
        entry, problems, _ = validate(kind, value or {}, _Entry(document, slug))
        files.problems.extend(problems)
        # An invalid entry keeps its name, so that references to it are not problems too.
        entries[slug] = entry if entry and not problems else _placeholder(kind, slug)
    return entries


@dataclass(frozen=True)
class _Entry:
    """The places of the values of one entry in the file of its catalogue."""

    document: Document
    slug: str

    def place(self, loc: Loc, key: bool = False) -> Place:
        return self.document.place((self.slug, *loc), key=key)

    def is_flow(self, loc: Loc) -> bool:
        return self.document.is_flow((self.slug, *loc))


def name_problem(slug: str, first: str) -> tuple[str, str, str] | None:
    """Return rule, message and hint of the problem if a name cannot be the name of a page.

    Args:
        slug: the name.
        first: the first name in the file that is equal apart from case.
    """
    if not SLUG.fullmatch(slug):
        message = f"`{shortened(slug)}` is not a name"
        return "wrong-type", message, "use letters and digits joined by hyphens"
    if len(slug) > NAME_LENGTH:
        message = f"the name has {len(slug):,} characters, more than the {NAME_LENGTH} allowed"
        return "text-too-long", message, "shorten it; `title` may be longer"
    if slug.lower().partition(".")[0] in RESERVED:
        message = f"`{slug}` is reserved for an index page, or for a device on Windows"
        return "reserved-name", message, "choose another name"
    if slug != first:
        message = f"`{slug}` and `{first}` differ only in case, which many file systems ignore"
        return "name-collision", message, "rename one of them"
    return None


def _placeholder(kind: type[R], slug: str) -> R:
    return kind.model_validate(dict.fromkeys(required_names(kind), slug))


def _check_dependencies(services: Mapping[str, Service], document: Document, files: Folder) -> None:
    for slug, service in services.items():
        for index, dependency in enumerate(service.depends_on):
            if dependency not in services:
                files.problems.append(
                    Problem(
                        document.place((slug, "depends_on", index)),
                        "unknown-service",
                        f"`{dependency}` is not in the catalogue of services",
                        did_you_mean(dependency, services, "add it to the file"),
                    )
                )
