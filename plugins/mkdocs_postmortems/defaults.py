"""The settings that our pages need, applied unless the site sets them itself."""

from pathlib import Path
from typing import Any

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from postmortems.site_map import SiteMap

from .addresses import Addresses
from .fence import format_mermaid
from .search import HeaderSearch

log = get_plugin_logger("postmortems")

THEME = Path(__file__).parent / "theme"
EXTENSIONS = ("attr_list", "md_in_html", "tables", "toc", "admonition", "pymdownx.superfences")
FEATURES = ("content.action.edit", "navigation.tabs", "navigation.top")
UNSAFE = "content.tooltips"
"""With this feature the theme inserts titles, and names that it truncates, as HTML into tooltips:
hovering over the title of an incident would run scripts in it."""
PALETTE: tuple[dict[str, Any], ...] = (
    {
        "media": "(prefers-color-scheme: light)",
        "scheme": "default",
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": "material/weather-night", "name": "Switch to dark mode"},
    },
    {
        "media": "(prefers-color-scheme: dark)",
        "scheme": "slate",
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": "material/weather-sunny", "name": "Switch to light mode"},
    },
)


def apply(config: MkDocsConfig, *, searches: bool, header_search: bool) -> None:
    """Add missing Markdown extensions, theme settings, styles and scripts.

    Args:
        config: the site's configuration; settings of its author are kept.
        searches: whether there is a search page.
        header_search: whether our search is also in the header.

    Raises:
        PluginError: the theme is not Material.
    """
    if config.theme.name != "material":
        raise PluginError(
            f"postmortems: the pages are made for the theme `material`, not "
            f"`{config.theme.name}`; write `theme: {{name: material}}` in mkdocs.yml"
        )
    written = _written(config)
    _extensions(config)
    _theme(config, written.get("theme"))
    config.extra_css.insert(0, SiteMap.STYLESHEET)  # the site's own stylesheets override it
    for name in ("tables", "search") if searches else ("tables",):
        script = ExtraScriptValue(f"assets/postmortems/{name}.js")
        script.type = "module"
        config.extra_javascript.append(script)
    if header_search:
        # Material makes room for a search box where this name is among the plugins.
        header = HeaderSearch()
        header.load_config({})
        config.plugins["material/search"] = header
        config.theme.dirs.insert(_place(config), str(THEME / "header"))


def _written(config: MkDocsConfig) -> dict[str, Any]:
    """Return the site's configuration as its author wrote it, without defaults."""
    if not config.config_file_path:
        return {}
    with Path(config.config_file_path).open("rb") as file:
        return yaml_load(file, loader=get_yaml_loader(config=config)) or {}


def _extensions(config: MkDocsConfig) -> None:
    for name in EXTENSIONS:
        bundled = name == "pymdownx.superfences" and "pymdownx.extra" in config.markdown_extensions
        if name not in config.markdown_extensions and not bundled:
            config.markdown_extensions.append(name)
    config.markdown_extensions.append(Addresses())  # type: ignore[arg-type]
    config.mdx_configs.setdefault("toc", {}).setdefault("permalink", True)
    fences = config.mdx_configs.setdefault("pymdownx.superfences", {})
    fences.setdefault(
        "custom_fences", [{"name": "mermaid", "class": "mermaid", "format": format_mermaid}]
    )


def _theme(config: MkDocsConfig, written: Any) -> None:
    chosen = written if isinstance(written, dict) else {}
    if "font" not in chosen:
        # Material would load its fonts from another origin.
        config.theme["font"] = False
    if "palette" not in chosen:
        config.theme["palette"] = [dict(scheme) for scheme in PALETTE]
    if "features" not in chosen:
        # Instant loading needs the address of the site.
        instant = ["navigation.instant"] if config.site_url else []
        config.theme["features"] = [*FEATURES, *instant]
    if UNSAFE in (features := config.theme.get("features") or []):
        log.info(f"the theme's feature `{UNSAFE}` is off, since it would run scripts in titles")
        config.theme["features"] = [name for name in features if name != UNSAFE]
    config.theme.dirs.insert(_place(config), str(THEME / "files"))


def _place(config: MkDocsConfig) -> int:
    """Return the index of our folder among the theme's: after the site's own, before Material's."""
    return 1 if config.theme.custom_dir else 0
