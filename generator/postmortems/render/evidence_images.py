"""The images of an incident's evidence, for the texts of its page."""

from pathlib import PurePosixPath

from ..model import Incident
from ..model.images import KINDS
from .images import Image
from .links import Links
from .markdown import Markdown, line, link


def evidence_images(incident: Incident, links: Links) -> Image:
    """Return a function that returns the Markdown of an image, from its words and its path.

    A file without an address, because it is not published or not listed as evidence, becomes a
    note. A published file that a page cannot show as an image is linked.
    """

    def image(words: str, path: str) -> Markdown:
        row = next((row for row in incident.evidence if row.file == path), None)
        target = links.evidence(incident.id, path, published=row.publish) if row else None
        if target is None:
            name = f": {line(words, addresses=False)}" if words.strip() else ""
            return Markdown(f"<small>(image not published{name})</small>")
        if PurePosixPath(path).suffix.lower() not in KINDS:
            return link(words or path, target)
        return Markdown(f"!{link(words, target)}")

    return image
