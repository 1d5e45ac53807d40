"""The text of a new incident's files, made from the models: every key, blank, with its meaning.

A blank key is as good as absent, so a scaffold is an incident from the start.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Literal, get_args, get_origin, get_type_hints

from ...model import HEADINGS, Incident, Record
from ...model.overview import Overview
from ...model.record import bare, record_type

STEPS = {
    "overview": "Step 6. Prepare a comprehensive postmortem; this is what everybody reads.",
    "impact": "Step 2. Assess user and business impact: a number and a unit, or why nobody knows.",
    "root_cause": "Step 5. Find out what made it possible, not only what set it off.",
    "timeline": "Steps 1 and 4. Gather data early; every action has its time, with an offset.",
    "response": "Step 3. Stabilize first: what stopped the harm, and who was told.",
    "prevention": "Step 7. Define prevention measures, each with a way to tell that it works.",
}
"""The seven steps of the template, beside the section in which each is answered."""

SMALL = ("impact", "timeline", "lessons")
"""The sections that an incident of a minor severity begins with, all in one file."""

EXPLAINED = frozenset({"audience"})
"""Keys whose meaning stands beside their values, for the values alone would mislead."""

_WIDTH = 98


def scaffold(values: Mapping[str, Any], *, major: bool) -> dict[str, str]:
    """The files of a new incident by their names.

    Args:
        values: what is known already, by key: `title`, `severity`, `times`, `impact` and so on.
        major: whether every section gets a file of its own; else the few that a minor incident
            needs are in one.
    """
    sections = [name for name in HEADINGS if name not in ("overview", "evidence")]
    files = {"incident.yaml": "".join(_incident(values, () if major else SMALL))}
    if major:
        for name in sections:
            lines = _section(name, values.get(name) or {}, "")
            files[f"{name}.yaml"] = _modeline(name) + "".join(lines)
    return files


def _modeline(schema: str) -> str:
    return f"# yaml-language-server: $schema=../.schema/{schema}.json\n"


def _incident(values: Mapping[str, Any], sections: tuple[str, ...]) -> Iterator[str]:
    yield _modeline("incident")
    yield from _comment(STEPS["overview"], "")
    yield from _mapping(Overview, values, "")
    for name in sections:
        yield f"\n# {HEADINGS[name]}\n"
        rows = list(_section(name, values.get(name) or {}, "  "))
        yield f"{name}:\n"
        yield from rows


def _section(name: str, values: Mapping[str, Any], indent: str) -> Iterator[str]:
    if name in STEPS:
        yield from _comment(STEPS[name], indent)
    kind, many = record_type(get_type_hints(Incident, include_extras=True)[name])
    assert kind  # noqa: S101 - every section is a record or a list of them
    if many:
        yield from _item(kind, indent)
    else:
        yield from _mapping(kind, values, indent)


def _mapping(kind: type[Record], values: Mapping[str, Any], indent: str) -> Iterator[str]:
    hints = get_type_hints(kind, include_extras=True)
    for name, info in kind.model_fields.items():
        inner, many = record_type(hints[name])
        value = values.get(name)
        if inner and many:
            yield f"{indent}{name}:\n"
            yield from _item(inner, f"{indent}  ")
        elif inner and inner.model_fields and not _is_short(inner):
            yield f"{indent}{name}:\n"
            yield from _mapping(inner, value or {}, f"{indent}  ")
        elif value is not None:
            yield f"{indent}{name}: {_scalar(value)}\n"
        else:
            yield from _blank(f"{indent}{name}:", _hint(name, info.description or "", hints[name]))


def _item(kind: type[Record], indent: str) -> Iterator[str]:
    """An item of a list, commented out: a blank one would lack what it must have."""
    hints = get_type_hints(kind, include_extras=True)
    for at, (name, info) in enumerate(kind.model_fields.items()):
        hint = _hint(name, info.description or "", hints[name])
        for row in _blank(f"{'- ' if at == 0 else '  '}{name}:", hint):
            yield f"{indent}# {row}"


def _is_short(kind: type[Record]) -> bool:
    """Whether a mapping may be written as one value."""
    return kind.__name__ == "AffectedUsers"


def _hint(name: str, description: str, kind: Any) -> str:
    kind = bare(kind)
    if get_origin(kind) is not Literal:
        return description
    choices = " | ".join(str(choice) for choice in get_args(kind))
    return f"{choices}. {description}" if name in EXPLAINED else choices


def _blank(start: str, hint: str) -> Iterator[str]:
    """A key without a value, its meaning behind it or, if long, before it."""
    line = f"{start:<24} # {hint}"
    if len(line) <= _WIDTH:
        yield f"{line}\n"
        return
    key = start.lstrip(" -")
    yield from _comment(hint, start[: -len(key)].replace("-", " "))
    yield f"{start}\n"


def _comment(text: str, indent: str) -> Iterator[str]:
    line = f"{indent}#"
    for word in text.split():
        if len(line) + len(word) + 1 > _WIDTH:
            yield f"{line}\n"
            line = f"{indent}#"
        line += f" {word}"
    yield f"{line}\n"


def _scalar(value: Any) -> str:
    """A value in YAML's flow style: JSON's quoting, but for plain words."""
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(_scalar(item) for item in value)}]"
    text = str(value)
    plain = all(char.isalnum() or char in " -_.+/:" for char in text)
    tricky = ": " in text or text.endswith(":") or not text[:1].isalnum() or text != text.strip()
    if plain and not tricky and text.isascii() and text.lower() not in ("null", "true", "false"):
        return text
    return json.dumps(text, ensure_ascii=False)
