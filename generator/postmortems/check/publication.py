"""The part of the incidents that a site shows: an allow-list, applied before pages are built.

Every page, record, feed, index and search result is built from the corpus that this module returns,
so none of them can show a withheld value.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from ..cache import digest
from ..evidence import DerivedEvidence
from ..model import Corpus, Incident, Record
from ..model.images import without_paths
from ..model.texts import with_texts
from ..reader import ReadResult
from .masking import holds_secret
from .report import Report
from .withholding import Withheld

R = TypeVar("R", bound=Record)

INSTEAD = "Withheld: this catalogue entry appears to contain a secret"
"""Replaces a text of a catalogue that is withheld."""


def published_corpus(corpus: Corpus, withheld: Withheld) -> Corpus:
    """Return the corpus that a site may show.

    Withheld incidents are excluded. Evidence that is not published keeps only its kind, and
    catalogue entries lose the texts that contain a secret.
    """
    incidents = tuple(
        _published(incident, withheld)
        for incident in corpus.incidents
        if incident.id not in withheld.incidents
    )
    if not withheld.catalogues:
        return replace(corpus, incidents=incidents)
    return replace(
        corpus,
        incidents=incidents,
        services=_without_secrets(corpus.services),
        lessons=_without_secrets(corpus.lessons),
        severities=_without_secrets(corpus.severities),
        synonyms=tuple(
            tuple(text for text in group if not holds_secret(text)) for group in corpus.synonyms
        ),
    )


def published_evidence(
    report: Report, corpus: Corpus, withheld: Withheld
) -> dict[str, DerivedEvidence]:
    """Return what a site may show of the evidence of each incident, by id.

    For internal readers, it is what is derived from any file that could be read, with its texts
    redacted. For public readers, it is what is derived from the files that they can download. The
    text of a report is the file itself, so it needs `publish: true` for both. Nothing is shown of a
    file that is withheld.

    Args:
        report: the check of all incidents.
        corpus: the incidents, as read.
        withheld: what the site must not show.
    """
    published: dict[str, DerivedEvidence] = {}
    for name, evidence in report.evidence.items():
        incident = corpus.by_id.get(name)
        if incident is None or name in withheld.incidents:
            continue
        indexes = _shown_files(incident, evidence, withheld)
        if kept := evidence.only(indexes):
            published[name] = kept
    return published


def _shown_files(
    incident: Incident, evidence: DerivedEvidence, withheld: Withheld
) -> Iterator[int]:
    """Yield the index of each file of which a site may show something."""
    for file in evidence.files:
        row = incident.evidence[file.index]
        is_derived = file.kind != "report" and file.error is None and file.records > 0
        is_shown = row.publish or (incident.audience == "internal" and is_derived)
        if is_shown and (incident.id, row.file) not in withheld.files:
            yield file.index


def published_digests(reading: ReadResult, withheld: Withheld) -> dict[str, bytes]:
    """Return a hash of what a site may show of each incident and of the catalogues, by id.

    An incident whose files were not read as plain files has none.
    """
    catalogues = "withheld" if withheld.catalogues else ""
    files: dict[str, list[str]] = {}
    for name, file in sorted(withheld.files):
        files.setdefault(name, []).append(file)
    return {
        name: digest(folder.digest, catalogues, *files.get(name, ()))
        for name, folder in reading.folders.items()
        if folder.digest
    }


def _published(incident: Incident, withheld: Withheld) -> Incident:
    """Return an incident without the titles and paths of evidence that is not published."""
    published_files = {
        row.file
        for row in incident.evidence
        if row.publish and (incident.id, row.file) not in withheld.files
    }
    evidence = tuple(
        row
        if row.publish and row.file in published_files
        else row.model_copy(update={"file": "", "title": None, "publish": False})
        for row in incident.evidence
    )
    timeline = tuple(
        row
        if row.evidence is None or row.evidence in published_files
        else row.model_copy(update={"evidence": None})
        for row in incident.timeline
    )
    if evidence != incident.evidence or timeline != incident.timeline:
        incident = incident.model_copy(update={"evidence": evidence, "timeline": timeline})
    return _without_private_images(incident, published_files)


def _without_private_images(incident: Incident, published_files: Collection[str]) -> Incident:
    """Return an incident whose texts do not name the files of images that are not published."""

    def changed(text: str) -> str:
        return without_paths(text, published_files)

    if not any("![" in text for text in _texts_with_images(incident) if text):
        return incident
    return with_texts(incident, changed)


def _texts_with_images(incident: Incident) -> Iterator[str | None]:
    """Yield the texts in which a page shows images, faster than `texts` does."""
    yield incident.summary
    yield incident.root_cause.summary
    for section in incident.sections:
        yield section.text
    for row in incident.timeline:
        yield from (row.event, row.action, row.result)


def _without_secrets(entries: Mapping[str, R]) -> dict[str, R]:
    return {
        name: entry.model_copy(update=_replaced(entry))
        for name, entry in entries.items()
        if not holds_secret(name)
    }


def _replaced(entry: Record) -> dict[str, Any]:
    """Return replacements for the texts of an entry that contain a secret, by field."""
    replaced: dict[str, Any] = {}
    for name, _, value in entry.recorded():
        if isinstance(value, tuple):
            replaced[name] = tuple(item for item in value if not holds_secret(str(item)))
        elif isinstance(value, str) and holds_secret(value):
            replaced[name] = INSTEAD
    return replaced
