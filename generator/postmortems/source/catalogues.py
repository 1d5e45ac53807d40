"""The catalogues beside the incidents: services, lessons, severities, and settings of rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from ..model import Lesson, Place, Problem, Record, RuleSetting, Service, Severity
from ..model.catalogue import DEFAULT_SEVERITIES
from ..model.text import SLUG
from .document import Document, did_you_mean
from .files import Folder
from .validation import validate

RESERVED = frozenset({"index", "readme"})
"""Names that a page of a site cannot have beside the index."""

R = TypeVar("R", bound=Record)


@dataclass
class Catalogues:
    """The catalogues. Against one that is None, unreadable, no name is checked."""

    services: Mapping[str, Service] | None = None
    lessons: Mapping[str, Lesson] | None = None
    severities: Mapping[str, Severity] | None = None
    rules: Mapping[str, RuleSetting] = field(default_factory=dict)
    rule_places: Mapping[str, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_catalogues(files: Folder) -> Catalogues:
    """Read the catalogues of an incidents folder; a missing one is an empty one."""
    services, services_at = _read(files, "services", Service)
    lessons, _ = _read(files, "lessons", Lesson)
    severities, _ = _read(files, "severities", Severity)
    rules, rules_at = _read(files, "rules", RuleSetting)
    if services and services_at:
        _check_dependencies(services, services_at, files)
    places = {name: rules_at.place((name,), key=True) for name in rules or {} if rules_at}
    severities = DEFAULT_SEVERITIES if severities == {} else severities
    return Catalogues(services, lessons, severities, rules or {}, places, files.problems)


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
    return _entries(data, kind, document, files), document


def _entries(
    data: dict[str, Any], kind: type[R], document: Document, files: Folder
) -> dict[str, R]:
    entries: dict[str, R] = {}
    for slug, value in data.items():
        if not SLUG.fullmatch(slug):
            files.problems.append(
                Problem(
                    document.place((slug,), key=True),
                    "wrong-type",
                    f"`{slug}` is not a name",
                    "use letters and digits joined by hyphens",
                )
            )
            continue
        if slug.lower() in RESERVED:
            files.problems.append(
                Problem(
                    document.place((slug,), key=True),
                    "reserved-name",
                    f"`{slug}` is the name of an index's own page",
                    "choose another name",
                )
            )

        def locate(loc: tuple[str | int, ...], key: bool, slug: str = slug) -> Place:
            return document.place((slug, *loc), key=key)

        entry, problems, _ = validate(kind, value or {}, locate)
        files.problems.extend(problems)
        # A broken entry still stands for its name, so that those who point at it are not blamed.
        entries[slug] = entry if entry and not problems else _stand_in(kind, slug)
    return entries


def _stand_in(kind: type[R], slug: str) -> R:
    required = [name for name, info in kind.model_fields.items() if info.is_required()]
    return kind.model_validate(dict.fromkeys(required, slug))


def _check_dependencies(services: Mapping[str, Service], at: Document, files: Folder) -> None:
    for slug, service in services.items():
        for index, needed in enumerate(service.depends_on):
            if needed not in services:
                files.problems.append(
                    Problem(
                        at.place((slug, "depends_on", index)),
                        "unknown-service",
                        f"`{needed}` is not in the catalogue of services",
                        did_you_mean(needed, services, "add it to the file"),
                    )
                )
