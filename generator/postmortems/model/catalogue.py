"""The catalogues: the services, lessons and severities that incidents refer to by name."""

from .record import Record, titled
from .scalars import NAME_LENGTH, Line, Lines, Prose, Slugs


class Service(Record):
    """An entry of `services.yaml`: something users depend on, and who owns it."""

    title: Line | None = titled("Title")
    """Its name for people; the entry's key where left out."""
    team: Line | None = titled("Team", max_length=NAME_LENGTH)
    """Who owns it."""
    description: Line | None = titled("Description")
    """What it does, for somebody from another team."""
    depends_on: Slugs = titled("Depends on", ())
    """Other services of the catalogue that it needs."""


class Lesson(Record):
    """An entry of `lessons.yaml`: something learned that other incidents can teach again."""

    statement: Line = titled("Statement", ...)
    """The lesson in one sentence, true beyond the incident that taught it."""
    explanation: Prose | None = titled("Explanation")
    """Why it is so, and what to do, as Markdown without HTML."""
    themes: Lines = titled("Themes", ())
    """Words to group lessons by."""


class Severity(Record):
    """An entry of `severities.yaml`: a level of the team's rubric, the worst first."""

    title: Line | None = titled("Title")
    """A word for it."""
    definition: Prose | None = titled("Definition")
    """When an incident is of this level, as Markdown without HTML."""
    publish_within: int | None = titled("Published within", ge=1)
    """Days from the end of an incident in which its postmortem is published."""


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
