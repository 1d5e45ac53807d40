"""The files and times that an incident page names beside what is derived from evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ..evidence import DerivedEvidence, DerivedFile
from ..model import Moment
from . import words
from .markdown import Markdown, code, link
from .page import IncidentPage


@dataclass(frozen=True)
class EvidencePlaces:
    """Names the files of evidence of a page, with links where a file has an address."""

    page: IncidentPage

    @property
    def evidence(self) -> DerivedEvidence:
        """What is derived from the evidence of the incident."""
        return self.page.derived

    def source(self, index: int, number: int | None = None) -> Markdown:
        """Return the name of a file with a line, linked if the file has an address."""
        name = self.evidence.by_index[index].file
        text = f"{name}:{number}" if number else name
        entry = self.page.incident.evidence[index]
        target = None
        if entry.file == name:
            links = self.page.links
            target = links.evidence(self.page.incident.id, name, published=entry.publish)
        return link(text, target) if target else code(text)

    def sources(self, files: Sequence[DerivedFile]) -> Markdown:
        """Return the names of files, linked."""
        return Markdown(", ".join(self.source(file.index) for file in files))

    def time(self, time: datetime) -> Markdown:
        """Return a time in UTC, with its day if it is another than that of the incident."""
        moment = Moment(time)
        text = words.time(moment, day=time.date() != self.page.incident.day)
        return self.page.links.time(moment, text.removesuffix(" UTC"))
