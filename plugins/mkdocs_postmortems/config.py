"""The plugin's options: as few as a site can do with."""

from mkdocs.config import base
from mkdocs.config import config_options as c


class PostmortemsConfig(base.Config):
    """What a site may write under `plugins: - postmortems:`."""

    incidents_dir = c.Type(str, default="incidents")
    """The folder of incidents, relative to mkdocs.yml."""

    days_quiet = c.Type(bool, default=True)
    """Whether to say for how many days a service has had no incident. Only where the incidents are
    all that there were: in a selection, days without one say nothing of the service."""

    rules = c.Type(bool, default=False)
    """Whether to add a page for each rule of `postmortems check`."""

    search = c.Type(bool, default=True)
    """Whether to build the search index, the search page and the box in the header."""
