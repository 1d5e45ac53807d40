"""The record of a theme of lessons in the API."""

from ..insights import Theme
from ..site_map import SiteMap
from .context import ExportContext
from .records import ApiModel


class ThemeRecord(ApiModel):
    """A theme that lessons of the catalogue name."""

    name: str
    """Its name in addresses, such as `load-balancing`."""
    url: str
    """Its page."""
    title: str
    """Its display name."""
    lessons: tuple[str, ...]
    """The names of its lessons, the most often taught first."""
    incidents: tuple[str, ...]
    """The ids of the incidents that taught any of them, newest first."""


def theme_record(theme: Theme, context: ExportContext, top: str) -> ThemeRecord:
    """Return the record of a theme; `top` is the path from the document to the site's root."""
    return ThemeRecord(
        name=theme.slug,
        url=top + context.page(SiteMap.theme(theme.slug)),
        title=theme.title,
        lessons=tuple(history.name for history in theme.histories),
        incidents=tuple(incident.id for incident in theme.incidents),
    )
