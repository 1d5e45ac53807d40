"""Incidents and catalogues with a payload in every text that the format has.

The fields are taken from the model, so that a new one is filled too.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Annotated, Any, get_args, get_type_hints

import yaml
from pydantic import TypeAdapter, ValidationError

from postmortems.model import Incident, Lesson, Record, Service, Severity
from postmortems.model.evidence import Evidence, EvidenceTime
from postmortems.model.impact import SystemImpact
from postmortems.model.lessons import ActionItem, Takeaway
from postmortems.model.monitoring import Anomalies
from postmortems.model.overview import Detection, Document, Related
from postmortems.model.phases import Times
from postmortems.model.record import bare, record_type
from postmortems.model.root_cause import Node, NodeKind
from postmortems.model.row_text import RowText
from postmortems.model.scalars import NAME_LENGTH, Line, Lines, Prose, Url
from postmortems.model.timeline import Entry
from tests.browser.payloads import ADDRESSES, FILES, METRICS, NAMES, PAYLOADS

ROWS = 4
"""Rows of every list, and payloads in a line that is no row of a list."""
COUNT = -(-len(PAYLOADS) // ROWS)
"""Incidents, and entries of each catalogue: as many as hold each payload once in each field."""
Values = dict[str, Any]


def hints(kind: type[Record]) -> Iterator[tuple[str, Any]]:
    """Yield the fields of a record with their types, None left out."""
    every = get_type_hints(kind, include_extras=True)
    for name in kind.model_fields:
        yield name, bare(every[name])


def is_kept(text: str, kind: Any, metadata: tuple[Any, ...] = ()) -> bool:
    """Return whether the format takes a text as a value of this type."""
    try:
        _adapter(kind, metadata).validate_python(text)
    except ValidationError:
        return False
    return True


@cache
def _adapter(kind: Any, metadata: tuple[Any, ...]) -> TypeAdapter[Any]:
    return TypeAdapter(Annotated[kind, *metadata] if metadata else kind)


@cache
def kept(kind: Any) -> tuple[str, ...]:
    """Return the payloads that the format takes as values of this type."""
    return tuple(text for text in (ADDRESSES if kind is Url else PAYLOADS) if is_kept(text, kind))


def name_of(index: int) -> str:
    """Return the name of an entry of a catalogue."""
    return NAMES[index] if index < len(NAMES) - 1 else f"entry-{index}"


def id_of(index: int) -> str:
    """Return the folder of an incident."""
    return f"{2022 + index % 3}-0{1 + index % 9}-{1 + index % 28:02}-{name_of(index).lower()}"


@dataclass
class Filler:
    """Makes the values of the incident or the entry with a number.

    Over all numbers each field gets every payload, and payloads stand beside others each time.
    """

    number: int
    files: list[str] = field(default_factory=list)

    def record(
        self, kind: type[Record], at: tuple[str, ...] = (), row: int | None = None
    ) -> Values:
        """Return a record with all of its texts, and with what else it must have."""
        values = self._structure(kind, row or 0)
        for name, hint in hints(kind):
            if name not in values:
                value = self._value(kind, name, hint, (*at, name), row)
                if value is not None:
                    values[name] = value
        return values

    def _value(
        self, kind: type[Record], name: str, hint: Any, at: tuple[str, ...], row: int | None
    ) -> Any:
        inner, many = record_type(hint)
        if inner and many:
            return [self.record(inner, at, index) for index in range(ROWS)]
        if inner:
            return self.record(inner, at, row)
        if hint is Prose:
            return self._prose(at)
        if hint is RowText:
            return self._rich(at, row or 0)
        if hint is Lines:
            return self._some(Line, at)
        if hint in (Line, Url):
            some = self._some(hint, at)
            if hint is Url:
                return some[(row or 0) % len(some)]
            metadata = tuple(kind.model_fields[name].metadata)
            if not is_kept("x" * (NAME_LENGTH + 1), hint, metadata):
                fits = [text for text in kept(hint) if is_kept(text, hint, metadata)]
                return fits[(self.number * ROWS + (row or 0)) % len(fits)]
            return " · ".join(some) if row is None else some[row]
        return None

    def _some(self, kind: Any, at: tuple[str, ...]) -> list[str]:
        """Return the payloads of a field, the first another one than in other fields."""
        every = kept(kind)
        shift = sum(map(ord, "".join(at)))
        first = (self.number + shift) % COUNT * ROWS
        some = [every[(first + index) % len(every)] for index in range(ROWS)]
        return some[shift % ROWS :] + some[: shift % ROWS]

    def _prose(self, at: tuple[str, ...]) -> str:
        """Return paragraphs: all payloads as they are, or in blocks of Markdown but the last."""
        some = self._some(Prose, at)
        shape = (self.number + len(at[-1])) % 3
        if shape == 0:
            return "\n\n".join(some)
        one, two, three = (" ".join(text.split()) for text in some[1:])
        if shape == 1:
            return f"- {one}\n\n> {two}\n\n### {three}\n\n{some[0]}"
        cells = " | ".join(line.replace("|", "\\|") for line in (one, two, three))
        return f"| a | b | c |\n|---|---|---|\n| {cells} |\n\n**{one}**\n\n{some[0]}"

    def _rich(self, at: tuple[str, ...], row: int) -> str:
        """Return a payload as it is, or in the blocks of a timeline's row."""
        text = self._some(RowText, at)[row]
        on_one_line = " ".join(text.split())
        shape = (self.number + row) % 3
        if shape == 0:
            return text
        if shape == 1:
            return f"x\n- {on_one_line}\n  - ![{on_one_line}](evidence/x.png)\n\n> {on_one_line}"
        return f"{on_one_line}\n\n~~~html\n{text}\n~~~\n\n**{on_one_line}** [x]({on_one_line})"

    def _structure(self, kind: type[Record], row: int) -> Values:
        """Return what a record needs beside texts."""
        number, other = self.number, (self.number + 1) % COUNT
        day = f"{2022 + number % 3}-0{1 + number % 9}-{1 + number % 28:02}"
        if kind is Incident:
            return {
                "severity": name_of(number),
                "aliases": [f"INC-{number}"],
                "status": "investigating" if number % 7 == 0 else "resolved",
            }
        if kind is Times:
            return {"started": f"{day}T01:00Z", "detected": f"{day}T01:05Z"}
        if kind is Detection:
            return {"method": "alert"}
        if kind is Document:
            return {"status": "published", "authors": [name_of(number)], "published": day}
        if kind is Related:
            return {"incident": id_of((number + 1 + row) % COUNT)}
        if kind is SystemImpact:
            return {"services": [name_of(number), name_of(other)]}
        if kind is Anomalies:
            return dict(zip(METRICS, self._some(Line, ("metrics",)), strict=False))
        if kind is EvidenceTime:
            return {"zone": "Europe/London", "format": "%H:%M"}
        if kind is Node:
            kinds = get_args(NodeKind)
            follows = {"caused_by": [NAMES[9 + row - 1]]} if row else {}
            return {"id": NAMES[9 + row], "kind": kinds[(number + row) % len(kinds)], **follows}
        if kind is Entry:
            return {"time": f"{day}T01:1{row}Z", "evidence": self._file(row)}
        if kind is Takeaway:
            return {"lesson": name_of((number + row) % COUNT)}
        if kind is ActionItem:
            state = ("open", "done", "done", "in-progress")[row]
            return {
                "id": NAMES[row],
                "state": state,
                "due": "2025-01-02",
                "lesson": name_of(number),
            }
        if kind is Evidence:
            return {"file": self._file(row), "publish": True}
        if kind is Service:
            return {"depends_on": [name_of(other)] if other else []}
        return {}

    def _file(self, row: int) -> str:
        names = sorted(FILES)
        name = f"evidence/{names[(self.number * ROWS + row) % len(names)]}"
        if name not in self.files:
            self.files.append(name)
        return name


def write_corpus(folder: Path) -> None:
    """Write the incidents and the catalogues, with the files of evidence."""
    folder.mkdir(parents=True)
    for name, kind in (("services", Service), ("lessons", Lesson), ("severities", Severity)):
        entries = {name_of(n): Filler(n).record(kind, (name,)) for n in range(COUNT)}
        _dump(folder / f"{name}.yaml", entries)
    for number in range(COUNT):
        filler = Filler(number)
        incident = folder / id_of(number)
        (incident / "evidence").mkdir(parents=True)
        _dump(incident / "incident.yaml", filler.record(Incident))
        for name in filler.files:
            (incident / name).write_text(FILES[name.removeprefix("evidence/")], encoding="utf-8")


def _dump(path: Path, values: Values) -> None:
    values = {key: value for key, value in values.items() if key != "id"}
    path.write_text(yaml.safe_dump(values, allow_unicode=True, sort_keys=False), encoding="utf-8")
