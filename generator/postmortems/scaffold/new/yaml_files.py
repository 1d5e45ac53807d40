"""The text of a new incident's files: every key of the format, without a value, with its help.

A key without a value counts as absent, so these files are a valid incident from the start.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ...model import Record
from ...model.format import NOT_OF_TEMPLATE, SECTIONS, FormatField, fields
from ...model.overview import Overview

STEPS = {
    "overview": "Step 6. Prepare a comprehensive postmortem; this is what everybody reads.",
    "impact": "Step 2. Assess user and business impact: a number and a unit, or why nobody knows.",
    "root_cause": "Step 5. Find out what made it possible, not only what set it off.",
    "timeline": "Steps 1 and 4. Gather data early; every action has its time, with an offset.",
    "response": "Step 3. Stabilize first: what stopped the harm, and who was told.",
    "prevention": "Step 7. Define prevention measures, each with a way to tell that it works.",
}
"""The template's seven steps, each with the section that answers it."""

SMALL = ("impact", "timeline", "lessons")
"""The sections in the one file of an incident of a minor severity."""

EXPLAINED = frozenset({"audience"})
"""Keys with a list of values whose help is written too, because the values alone would mislead."""

_WIDTH = 98


def scaffold(values: Mapping[str, Any], *, major: bool) -> dict[str, str]:
    """Return the text of a new incident's files by their names.

    Args:
        values: the values to fill in, by key: `title`, `severity`, `times`, `impact` and so on.
        major: whether every section gets a file of its own; else the sections of `SMALL` are in
            `incident.yaml`.
    """
    files = {"incident.yaml": "".join(_incident(values, () if major else SMALL))}
    if major:
        for name in SECTIONS:
            if name not in NOT_OF_TEMPLATE:
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
        yield f"\n# {SECTIONS[name].label}\n"
        yield f"{name}:\n"
        yield from _section(name, values.get(name) or {}, "  ")


def _section(name: str, values: Mapping[str, Any], indent: str) -> Iterator[str]:
    if name in STEPS:
        yield from _comment(STEPS[name], indent)
    section = SECTIONS[name].value
    assert section.record  # noqa: S101 - every section is a mapping or a list of them
    if section.is_list:
        yield from _item(section.record, indent)
    else:
        yield from _mapping(section.record, values, indent)


def _mapping(record: type[Record], values: Mapping[str, Any], indent: str) -> Iterator[str]:
    for name, field in fields(record).items():
        value, inner = values.get(name), field.value.record
        if inner and field.value.is_list:
            yield f"{indent}{name}:\n"
            yield from _item(inner, f"{indent}  ")
        elif inner and field.value.shorthand is None:
            yield f"{indent}{name}:\n"
            yield from _mapping(inner, value or {}, f"{indent}  ")
        elif value is not None:
            yield f"{indent}{name}: {_scalar(value)}\n"
        else:
            yield from _blank(f"{indent}{name}:", _hint(field))


def _item(record: type[Record], indent: str) -> Iterator[str]:
    """Yield the lines of a list's item, as comments: without its required keys it is invalid."""
    for index, field in enumerate(fields(record).values()):
        for line in _blank(f"{'- ' if index == 0 else '  '}{field.name}:", _hint(field)):
            yield f"{indent}# {line}"


def _hint(field: FormatField) -> str:
    """Return the comment of a key: its values where the format lists them, else its help."""
    if not field.value.choices:
        return field.help
    choices = " | ".join(str(choice) for choice in field.value.choices)
    return f"{choices}. {field.help}" if field.name in EXPLAINED else choices


def _blank(start: str, hint: str) -> Iterator[str]:
    """Yield a key without a value, its hint after it or, where that is too long, above it."""
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
    """Return a value in YAML's flow style, quoted as in JSON unless it is plain words."""
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(_scalar(item) for item in value)}]"
    text = str(value)
    plain = all(char.isalnum() or char in " -_.+/:" for char in text)
    tricky = ": " in text or text.endswith(":") or not text[:1].isalnum() or text != text.strip()
    if plain and not tricky and text.isascii() and text.lower() not in ("null", "true", "false"):
        return text
    return json.dumps(text, ensure_ascii=False)
