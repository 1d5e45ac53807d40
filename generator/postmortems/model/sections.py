"""Further sections: what a postmortem says beyond the template, under headings of its own."""

from collections.abc import Sequence

from pydantic import Field

from .record import Record
from .scalars import Line, Prose, slugs_in_order

HEADING = "Further sections"
_SLUG_LENGTH = 60


class FreeSection(Record):
    """A section that the template does not have, such as background or acknowledgements."""

    heading: Line = Field(title="Heading")
    """Its heading on the page."""
    text: Prose = Field(title="Text")
    """Its content."""


def heading_slugs(sections: Sequence[FreeSection]) -> list[str]:
    """Return a slug for each section, from its heading; each is unique among them."""
    headings = (section.heading for section in sections)
    return slugs_in_order(headings, fallback="section", length=_SLUG_LENGTH)
