"""The address of the site, from mkdocs.yml."""

from dataclasses import dataclass
from pathlib import Path

from .document import RejectedYamlError, compose
from .plain_data import plain


@dataclass(frozen=True)
class SiteSettings:
    """The settings of a site that its addresses depend on.

    Args:
        url: the URL of the site; empty if it is not set.
        directory_urls: whether the address of a page ends with a slash.
    """

    url: str = ""
    directory_urls: bool = True


def site_settings(path: Path) -> SiteSettings:
    """Return the settings in a configuration of MkDocs; the defaults if it cannot be read."""
    try:
        data = plain(compose(path.read_text(encoding="utf-8"), path.name))
    except (OSError, UnicodeDecodeError, RejectedYamlError):
        return SiteSettings()
    settings = data if isinstance(data, dict) else {}
    url = str(settings.get("site_url"))
    is_address = url.startswith(("https://", "http://"))
    return SiteSettings(url if is_address else "", settings.get("use_directory_urls") != "false")
