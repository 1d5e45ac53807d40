"""Labels with values to fields of the format: severity, status, times, services and others."""

import re
from collections.abc import Collection, Iterable
from datetime import tzinfo

from ...model.scalars import SLUG
from .context import Context
from .dates import dates_in
from .pairs import Pair
from .phases import (
    DURATIONS,
    PHASES,
    compare_duration,
    place,
    place_date,
    place_period,
    place_phase,
    words_of,
)
from .tree import is_blank, plain
from .vocabulary import is_placeholder, value_meaning
from .zones import zone_named, zone_stated

_LINES = {
    "regions": ("impact", "user", "regions"),
    "features": ("impact", "user", "features"),
}
_TEXTS = {
    "revenue_loss": ("impact", "user", "revenue_loss"),
    "data_integrity": ("impact", "system", "data_integrity"),
    "sla": ("impact", "system", "sla"),
    "customer_complaints": ("impact", "business", "customer_complaints"),
    "affected_users": ("impact", "user", "affected_users"),
}
_CHOICES = (
    ("status", "status", ("status",)),
    ("status", "document_status", ("document", "status")),
    ("detection_method", "detection_method", ("detection", "method")),
)
"""Labels whose values are choices: the label, the kind of the choice, and its place."""
_HANDLE = re.compile(r"(?<![\w.@])@([A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*)")
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"'`|]+")


def place_pairs(context: Context, pairs: Iterable[Pair], severities: Collection[str]) -> None:
    """Place the values of labels; what has no place is noted."""
    durations = []
    for pair in pairs:
        if is_placeholder(pair.value):
            if pair.value.strip():
                context.unplaced(pair.line, words_of(pair), "a placeholder of the template")
        elif pair.meaning in DURATIONS:
            durations.append(pair)
        else:
            _place_pair(context, pair, severities)
    for pair in durations:
        compare_duration(context, pair)


def _place_pair(context: Context, pair: Pair, severities: Collection[str]) -> None:
    if pair.meaning in PHASES:
        place_phase(context, pair)
    elif pair.meaning == "period":
        place_period(context, pair)
    elif pair.meaning == "date":
        place_date(context, pair)
    elif pair.meaning == "links" and _ADDRESS.search(pair.value):
        _place_links(context, pair)
    elif placed := _field_of(context, pair, severities):
        if not place(context, *placed):
            context.unplaced(pair.line, words_of(pair), "the document has another value above")
    elif pair.meaning != "title" and not _is_known_zone(pair):
        context.unplaced(pair.line, words_of(pair), _reason(pair.meaning))


def _field_of(
    context: Context, pair: Pair, severities: Collection[str]
) -> tuple[tuple[str, ...], object] | None:
    """Return the place and the value of a pair; None if its value is none of the format."""
    meaning, value = pair.meaning, plain(pair.value)
    for name, kind, loc in _CHOICES:
        if meaning == name and (choice := value_meaning(kind, value)):
            return loc, choice
    values: dict[str, tuple[tuple[str, ...], object]] = {
        "severity": (("severity",), severity_named(value, severities)),
        "detection_method": (("detection", "source"), value),
        "authors": (("document", "authors"), _handles(pair.value)),
        "published": (("document", "published"), _full_day(context, value)),
        "services": (("impact", "system", "services"), _services(value)),
    }
    if meaning in _LINES:
        return _LINES[meaning], [
            part.strip() for part in re.split(r"[,\n;]", value) if part.strip()
        ]
    if meaning in _TEXTS:
        return _TEXTS[meaning], int(value) if re.fullmatch(r"\d{1,9}", value) else value
    field = values.get(meaning)
    return field if field and field[1] else None


def _is_known_zone(pair: Pair) -> bool:
    value = plain(pair.value)
    return pair.meaning == "zone" and isinstance(zone_named(value) or zone_stated(value), tzinfo)


def _reason(meaning: str) -> str:
    return {
        "severity": "no level of the severity rubric",
        "status": "no state of the format",
        "authors": "authors are handles such as `@name`, not full names",
        "published": "no full date",
        "links": "no address",
        "services": "no names of services of the catalogue",
        "updated": "a date that may be that of the document",
        "zone": "no zone, or the name of several",
    }.get(meaning, "the format has no such field")


def severity_named(text: str, severities: Collection[str]) -> str | None:
    """Return the level of the rubric that a text names, as `sev-2`, `Severity 2` or `2`."""
    words = re.sub(r"[\s_.-]", "", text.lower())
    words = re.sub(r"^severity", "sev", words)
    names = {re.sub(r"[\s_.-]", "", level.lower()): level for level in severities}
    head = re.match(r"\w+", re.sub(r"\(.*|[,;:–—/].*", "", words))
    if "/" in text or "|" in text:
        return None
    word = head[0] if head else ""
    return names.get(word) or (names.get(f"sev{word}") if word.isdigit() else None)


def _handles(text: str) -> list[str]:
    """Return the handles in a text: names after `@`, or a list of single words in lower case."""
    names = [name.strip(" `") for name in plain(text).split(",")]
    if all(SLUG.fullmatch(name) and name == name.lower() for name in names):
        return names
    return _HANDLE.findall(text)


def _full_day(context: Context, text: str) -> str | None:
    days = [
        day for written in dates_in(text) if written.year and (day := context.calendar.day(written))
    ]
    return days[0].isoformat() if len(days) == 1 else None


def _services(text: str) -> list[str]:
    """Return the names of services in a text; none if one of them cannot be in the catalogue."""
    names = [name.strip(" `*") for name in re.split(r"[,;\n]| and ", text) if name.strip()]
    return names if all(SLUG.fullmatch(name) for name in names) else []


def _place_links(context: Context, pair: Pair) -> None:
    addresses = [address.rstrip(".,;") for address in _ADDRESS.findall(pair.value)]
    links = context.draft.data.setdefault("links", [])
    links += [{"title": pair.label, "url": address} for address in addresses]
    rest = plain(_ADDRESS.sub("", pair.value))
    if not is_blank(rest.replace("()", "")):
        links[-len(addresses)]["title"] = f"{pair.label}: {rest.replace('()', '').strip(' <>')}"
