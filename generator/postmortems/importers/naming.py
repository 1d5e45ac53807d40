"""The names of an imported incident: its folder, its aliases and the file of its original."""

import re
from collections.abc import Container, Iterable, Mapping
from datetime import date
from hashlib import sha256
from pathlib import PurePath

from pydantic_core import PydanticCustomError

from ..model import PHASES, Moment
from ..model.scalars import DEVICES, NAME_LENGTH, SLUG, slugged
from ..scaffold import folder_name
from .draft import Draft
from .normalizing import one_line

_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})-(\d{2})-(\d{2})(?!\d)")
_LEADING_DAY = re.compile(r"^\W*(?:19|20)\d{2}-\d{2}-\d{2}\W+")
_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST_FILE = 100


def alias_of(draft: Draft) -> str:
    """Return the alias of a draft as a name that the format takes."""
    alias = draft.alias
    if not SLUG.fullmatch(alias) or len(alias) > NAME_LENGTH:
        alias = slugged(alias)[:NAME_LENGTH].strip("-")
    return alias or "imported"


def title_of(draft: Draft) -> str:
    """Return the words of the name of a draft's source."""
    stem = PurePath(draft.file_name).stem
    return " ".join(one_line(stem).replace("-", " ").replace("_", " ").split()) or "Incident"


def of_same_source(alias: str, owners: Mapping[str, str]) -> set[str]:
    """Return the ids of incidents with an alias that begins like this one, which names its source.

    Args:
        alias: such as `statuspage-bhbcjn4n3jzp`.
        owners: the ids of incidents by their ids and aliases.
    """
    source, separator, _ = alias.partition("-")
    if not separator or source.isdigit():  # a day, as in the name of a file
        return set()
    aliases = ((one, name) for one, name in owners.items() if one != name)
    return {name for one, name in aliases if one.startswith(f"{source}-")}


def make_aliases_unique(drafts: Iterable[Draft], stored: Mapping[str, bytes]) -> None:
    """Add a part to the alias of a document that another document of the batch has too.

    Documents in different folders can have the same name and title, such as `postmortem.md`.

    Args:
        drafts: the drafts of a batch.
        stored: the content of each source by name.
    """
    owners: dict[str, Draft] = {}
    for draft in drafts:
        owner = owners.setdefault(draft.alias, draft)
        content = stored.get(draft.source, b"")
        if owner is draft or draft.original is not None or owner.original is not None:
            continue
        if owner.source != draft.source and stored.get(owner.source) != content:
            draft.alias = f"{alias_of(draft)[:80]}-{sha256(content).hexdigest()[:8]}"


def day_of(draft: Draft) -> date | None:
    """Return the day for the folder of a draft; None if the source gives none.

    It is the day in UTC of the start, or else the day that the source gives without a time, that of
    the first time of the draft, or the day in the name of the source.
    """
    times = draft.data.get("times")
    phases = times if isinstance(times, Mapping) else {}
    rows = draft.data.get("timeline")
    row_times = [row.get("time") for row in rows or () if isinstance(row, Mapping)]
    others = [*(phases.get(phase) for phase in PHASES[1:]), *row_times]
    days = (_day_of_time(text) for text in others if isinstance(text, str))
    return (
        _day_of_time(str(phases.get("started") or ""))
        or draft.day
        or min(filter(None, days), default=None)
        or _day_in(draft.file_name)
    )


def _day_of_time(text: str) -> date | None:
    """Return the day of a time in UTC; without a zone, the day as it is written."""
    try:
        return Moment.parse(text).at.date()
    except PydanticCustomError:
        return _day_in(text)


def _day_in(text: str) -> date | None:
    for match in _DAY.finditer(text):
        try:
            return date(*map(int, match.groups()))
        except ValueError:
            continue
    return None


def unused_name(title: str, day: date, taken: Container[str]) -> str:
    """Return the name of a folder that no other incident has, without a day in the title."""
    name = whole = folder_name(_LEADING_DAY.sub("", title) or title, day)
    number = 2
    while name in taken:
        name = f"{whole}-{number}"
        number += 1
    return name


def evidence_name(name: str) -> str:
    """Return a safe name for the file of an original, from its name or path."""
    last = name.replace("\\", "/").rpartition("/")[2]
    safe = _UNSAFE.sub("-", last.encode("ascii", "ignore").decode()).strip("-.")
    stem, dot, suffix = safe.rpartition(".")
    if len(safe) > _LONGEST_FILE:
        suffix = suffix[:20] if dot else ""
        safe = f"{(stem or safe)[: _LONGEST_FILE - len(suffix) - 1]}.{suffix}".strip(".")
    if not safe or safe.partition(".")[0].lower() in DEVICES:
        return f"original-{safe}".strip("-")
    return safe
