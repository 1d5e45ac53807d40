"""Import a batch of drafts: one folder for each, which is written completely or not at all."""

import secrets
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from ..atomic_write import atomic_write
from ..cache import Cache
from ..check import Baseline, check
from ..evidence import DEFAULT_LIMITS
from ..model import Level, Loc
from ..progress import SILENT, Progress
from ..reader import MAIN, ReadResult, read
from ..reader.catalogues import read_catalogues
from ..reader.document import RejectedYamlError, compose
from ..reader.files import Folder
from ..reader.plain_data import plain
from .draft import Draft, Unplaced
from .naming import (
    alias_of,
    day_of,
    evidence_name,
    make_aliases_unique,
    of_same_source,
    title_of,
    unused_name,
)
from .normalizing import normalized, one_line
from .proposals import Proposals
from .severities import FILE, UNRATED, matching_severity, rubric_with_unrated, with_unrated
from .writing import UnwritableDraftError, publish, write_accepted

_CATALOGUES = ("services.yaml", "lessons.yaml", "rules.yaml")


@dataclass(frozen=True)
class Placed:
    """A draft that is now the folder of an incident, with the text of its file."""

    id: str
    draft: Draft
    severity: str
    text: str
    refused: tuple[Unplaced, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class AlreadyImported:
    """A draft whose alias is the id or an alias of an existing incident."""

    id: str
    draft: Draft


@dataclass(frozen=True)
class NotPlaced:
    """A draft that became no folder: why, and what to do."""

    draft: Draft
    reason: str
    hint: str


@dataclass
class BatchResult:
    """What an import did. `findings` counts what `check` reports of the new incidents."""

    placed: list[Placed] = field(default_factory=list)
    existing: list[AlreadyImported] = field(default_factory=list)
    not_placed: list[NotPlaced] = field(default_factory=list)
    findings: Counter[tuple[Level, str]] = field(default_factory=Counter)
    adds_unrated: bool = False
    """Whether the level `unrated` is added to `severities.yaml`."""


@dataclass(frozen=True)
class BatchOptions:
    """The options of the user for all drafts of a batch.

    `severity` is that of incidents whose source names none of the rubric, and `day` that of
    incidents whose source gives no day. `progress` shows how many drafts were placed.
    """

    severity: str | None = None
    day: date | None = None
    is_dry_run: bool = False
    progress: Progress = SILENT


class Batch:
    """Places drafts in the folder of incidents.

    Args:
        incidents: the folder.
        reading: the incidents in it.
        proposals: the comments that suggest services and lessons.
        options: the options of the user.
    """

    def __init__(
        self, incidents: Path, reading: ReadResult, proposals: Proposals, options: BatchOptions
    ) -> None:
        self.result = BatchResult()
        self._incidents, self._options, self._proposals = incidents, options, proposals
        self._catalogues = read_catalogues(Folder(incidents, incidents.as_posix()))
        self._rubric = dict(self._catalogues.severities or {})
        self._owners = dict(_owners(reading))
        self._before = frozenset(reading.folders)
        self._unrated: bytes | None = None

    def place_all(self, drafts: Sequence[Draft], stored: dict[str, bytes], cache: Cache) -> None:
        """Place drafts, and check the new incidents.

        Args:
            drafts: the drafts.
            stored: the content of each source by name.
            cache: that of the folder of incidents.

        Raises:
            OSError: a folder cannot be written. Folders that were placed before remain.
            RubricError: the level `unrated` is needed and cannot be added.
        """
        make_aliases_unique(drafts, stored)
        with _staging(self._incidents, self._options.is_dry_run) as staging:
            progress = self._options.progress
            for draft in progress.over(drafts, len(drafts), "importing incidents"):
                self._place(draft, stored.get(draft.source, b""), staging)
            if self._options.is_dry_run:
                self._count_findings(staging, Cache(None))
        if not self._options.is_dry_run:
            self._count_findings(self._incidents, cache)

    def _place(self, draft: Draft, original: bytes, staging: Path) -> None:
        alias = alias_of(draft)
        if owner := self._owners.get(alias):
            self.result.existing.append(AlreadyImported(owner, draft))
            return
        day = day_of(draft) or self._options.day
        if day is None:
            hint = "give the day with `--date YYYY-MM-DD`, or put it into the name of the file"
            self.result.not_placed.append(NotPlaced(draft, "its source gives no day", hint))
            return
        name = self._name(draft, alias, day)
        if name is None:
            return
        try:
            placed = self._write(draft, original, staging / name)
        except UnwritableDraftError as error:
            shutil.rmtree(staging / name, ignore_errors=True)
            hint = "write this incident with `postmortems new`"
            self.result.not_placed.append(NotPlaced(draft, str(error), hint))
            return
        self._publish(staging / name, placed.severity)
        self.result.placed.append(placed)
        self._owners |= dict.fromkeys((name, alias), name)

    def _name(self, draft: Draft, alias: str, day: date) -> str | None:
        """Return the name of the folder; None if a folder is there that may be the same incident.

        An equal name from the same source, such as two times `Elevated errors` in one day of a
        status page, is another incident, and gets a number.
        """
        title = one_line(str(draft.data.get("title") or "")) or title_of(draft)
        name = unused_name(title, day, ())
        if name in self._before and name not in of_same_source(alias, self._owners):
            hint = (
                f"if it is the same incident, add `{alias}` to its `aliases`; otherwise rename the "
                "existing folder"
            )
            reason = f"there is already an incident `{name}`"
            self.result.not_placed.append(NotPlaced(draft, reason, hint))
            return None
        return unused_name(title, day, self._owners)

    def _write(self, draft: Draft, original: bytes, folder: Path) -> Placed:
        """Write the files of a draft into a folder of the staging area."""
        folder.mkdir()
        data = normalized(draft)
        comments: dict[Loc, list[str]] = {loc: list(texts) for loc, texts in draft.comments.items()}
        if not data.get("title"):
            data["title"] = title_of(draft)
            comments.setdefault(("title",), []).append("From the name of the source.")
        self._set_severity(data, comments)
        data["aliases"] = [alias_of(draft), *_texts(data.get("aliases"))]
        document = data.get("document")
        data["document"] = (document if isinstance(document, dict) else {}) | {"status": "draft"}
        notes = self._keep_original(draft, original, folder, data)
        for loc, text in self._proposals.comments(data):
            comments.setdefault(loc, []).append(text)
        names = (self._catalogues, frozenset(self._owners))
        written = write_accepted(folder, draft, data, comments, names)
        severity = str(data["severity"])
        return Placed(folder.name, draft, severity, written.text, written.refused, notes)

    def _set_severity(self, data: dict[str, Any], comments: dict[Loc, list[str]]) -> None:
        """Set the severity: that of the rubric which the source names, or the one of the batch."""
        named = str(data.get("severity") or "")
        severity = matching_severity(named, self._rubric)
        texts = comments.setdefault(("severity",), [])
        if named and severity is None and not any(f"`{named}`" in text for text in texts):
            texts.append(f"The source has `{named}`, which is no severity of the rubric.")
        data["severity"] = severity or self._options.severity or UNRATED
        if severity is None:
            texts.append("Rate it." if named else "The source names no severity; rate it.")
        if data["severity"] == UNRATED and UNRATED not in self._rubric:
            self._unrated = rubric_with_unrated(self._incidents)
            self._rubric = with_unrated(self._rubric)
            self._catalogues = replace(self._catalogues, severities=self._rubric)

    def _keep_original(
        self, draft: Draft, original: bytes, folder: Path, data: dict[str, Any]
    ) -> tuple[str, ...]:
        """Write the original into the folder as evidence; return a note if it is too large."""
        content = original if draft.original is None else draft.original
        limit = DEFAULT_LIMITS.stored_bytes
        if len(content) > limit:
            return (f"the original has more than {limit:,} bytes and is not kept",)
        file = f"evidence/{evidence_name(draft.original_name or draft.source)}"
        (folder / "evidence").mkdir()
        (folder / file).write_bytes(content)
        rows = data.get("evidence")
        data["evidence"] = [
            *(rows if isinstance(rows, list) else []),
            {"kind": "report", "file": file, "title": "The original of the import"},
        ]
        return ()

    def _publish(self, staged: Path, severity: str) -> None:
        if self._unrated is not None and severity == UNRATED:
            target = staged.parent if self._options.is_dry_run else self._incidents
            atomic_write(target / FILE, self._unrated)
            self.result.adds_unrated, self._unrated = True, None
        if not self._options.is_dry_run:
            publish(staged, self._incidents / staged.name)

    def _count_findings(self, incidents: Path, cache: Cache) -> None:
        """Count what `check` reports of the new incidents."""
        names = frozenset(placed.id for placed in self.result.placed)
        if not names:
            return
        reading = read(incidents, only=names, cache=cache)
        for problem in check(reading, Baseline(), cache=cache).problems:
            if problem.incident in names:
                self.result.findings[problem.level, problem.rule] += 1


@contextmanager
def _staging(incidents: Path, is_dry_run: bool) -> Iterator[Path]:
    """Provide a folder for drafts that are not complete yet, and remove it.

    It is in the folder of incidents, hidden, so that a complete draft can be moved to its place; in
    a dry run, it is elsewhere, with the catalogues.
    """
    if is_dry_run:
        with tempfile.TemporaryDirectory(prefix="postmortems-") as temporary:
            for name in (*_CATALOGUES, FILE):
                if (incidents / name).is_file():
                    shutil.copyfile(incidents / name, Path(temporary) / name)
            yield Path(temporary)
        return
    staging = incidents / f".import-{secrets.token_hex(4)}"
    staging.mkdir()
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _owners(reading: ReadResult) -> Iterator[tuple[str, str]]:
    """Yield each id and alias with the id of its incident, also of those with errors."""
    for name, folder in reading.folders.items():
        yield name, name
        if folder.incident:
            yield from ((alias, name) for alias in folder.incident.aliases)
            continue
        text = folder.texts.get(f"{folder.display_path}/{MAIN}", "")
        try:
            data = plain(compose(text, MAIN))
        except RejectedYamlError:
            continue
        if isinstance(data, dict):
            yield from ((alias, name) for alias in _texts(data.get("aliases")))


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, str) and one]
