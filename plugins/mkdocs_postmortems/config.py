"""The options of the plugin."""

from mkdocs.config import base
from mkdocs.config import config_options as c

from postmortems.cache import FOLDER
from postmortems.insights import TeamHours, WorkingHoursError


class WorkingHoursOption(base.BaseConfigOption[TeamHours]):
    """The working hours of the teams."""

    def run_validation(self, value: object) -> TeamHours:
        """Return the working hours.

        Raises:
            ValidationError: they cannot be read.
        """
        try:
            return TeamHours.parse(value)
        except WorkingHoursError as error:
            raise base.ValidationError(str(error)) from error


class PostmortemsConfig(base.Config):
    """The options under `plugins: - postmortems:`."""

    incidents_dir = c.Type(str, default="incidents")
    """The folder of incidents, relative to mkdocs.yml."""

    days_quiet = c.Type(bool, default=True)
    """Whether to show for how many days a service has had no incident, and to compare the numbers
    of incidents of quarters. Switch it off if the incidents are only a selection: days without an
    incident, and differences between numbers of them, then mean nothing."""

    working_hours = c.Optional(WorkingHoursOption())
    """The days, hours and time zone in which the teams work, for the page of insights."""

    rules = c.Type(bool, default=False)
    """Whether to add a page for each rule of `postmortems check`."""

    search = c.Type(bool, default=True)
    """Whether to build the search index, the search page and the box in the header."""

    cache = c.Type(str, default=FOLDER.as_posix())
    """The folder, relative to mkdocs.yml, that keeps incidents, findings and pages from one build
    to the next; empty to keep nothing."""

    workers = c.Optional(c.Type(int))
    """The number of processes that read and check incidents and render pages; by default one per
    processor. With 0 or 1 the process of the build does all."""
