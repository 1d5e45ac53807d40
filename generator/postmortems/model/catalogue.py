"""The catalogues: the services, lessons and severities that incidents refer to by name."""

from .record import Record, titled
from .scalars import NAME_LENGTH, Line, Lines, Prose, Slugs


class Service(Record):
    """An entry of `services.yaml`: something users depend on, and who owns it."""

    title: Line | None = titled("Title")
    """The name that pages show; by default the entry's key."""
    team: Line | None = titled("Team", max_length=NAME_LENGTH)
    """The team that owns it."""
    description: Line | None = titled("Description")
    """Its purpose, in words that other teams understand."""
    depends_on: Slugs = titled("Depends on", ())
    """Other services of the catalogue that it depends on."""


class Lesson(Record):
    """An entry of `lessons.yaml`: a lesson that can apply to several incidents."""

    statement: Line = titled("Statement", ...)
    """The lesson in one sentence, in the words of those who learn it."""
    explanation: Prose | None = titled("Explanation")
    """The reason and the recommended practice, as Markdown without HTML."""
    signs: Lines = titled("Signs", ())
    """What an incident looks like when the lesson applies: two to four lines."""
    examples: Lines = titled("Examples", ())
    """What incidents said that taught it, for search and suggestions. The page does not show it."""
    themes: Lines = titled("Themes", ())
    """Keywords that group lessons."""


class Severity(Record):
    """An entry of `severities.yaml`: a severity level; the worst comes first."""

    title: Line | None = titled("Title")
    """A short name, such as `Critical`."""
    definition: Prose | None = titled("Definition")
    """The criteria of this level, as Markdown without HTML."""
    publish_within: int | None = titled("Published within", ge=1)
    """The days after the end of an incident within which its postmortem must be published."""


DEFAULT_SEVERITIES = {
    "SEV1": Severity(
        title="Critical",
        definition="Most users cannot use the product, or data is lost or exposed.",
        publish_within=7,
    ),
    "SEV2": Severity(
        title="Major",
        definition="Many users cannot use an important part of it.",
        publish_within=7,
    ),
    "SEV3": Severity(
        title="Moderate",
        definition="Some users are hindered; a way around exists.",
        publish_within=14,
    ),
    "SEV4": Severity(
        title="Minor",
        definition="Few users notice; the cause needs attention.",
        publish_within=30,
    ),
    "SEV5": Severity(title="Negligible", definition="Nobody was hurt; worth writing down."),
}

MAJOR = 2
"""The number of severities, from the worst, that are major: their postmortems must be complete."""
