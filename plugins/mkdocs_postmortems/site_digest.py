"""A hash of all that every page of a site is made from: configuration, theme, navigation, code."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme

from postmortems.cache import code_digest, digest

_OMITTED = ("hooks", "site_dir", "strict")
"""Settings that no page depends on, and the hooks, whose files are read instead."""
_OWN_OMITTED = ("cache", "workers")
"""Options of the plugin that no page depends on."""
_UNKNOWN = re.compile(r"\b(?:pages|build_date_utc|update_date)\b")
"""Variables of a template whose values `site_digest` does not cover."""


def site_digest(
    config: MkDocsConfig, nav: Navigation, own: BasePlugin[Any], *others: str
) -> bytes | None:
    """Return a hash of all that every page is made from, apart from the incidents.

    Args:
        config: the configuration of the site.
        nav: its navigation.
        own: the plugin.
        others: anything else that the pages depend on.

    Returns:
        The hash, or None if it cannot cover everything: if another plugin or a hook changes the
        templates, or if a template of the site's own shows the time of the build or other pages.
    """
    handlers = [getattr(handler, "__self__", None) for handler in config.plugins.events["env"]]
    if any(handler is not own for handler in handlers):
        return None
    parts: list[str | bytes] = [
        code_digest(),
        code_digest(Path(__file__).parent),
        repr(sorted(_packages())),
    ]
    for path in _own_files(config):
        content = path.read_bytes()
        if path.suffix == ".html" and _UNKNOWN.search(content.decode("utf-8", "replace")):
            return None
        parts += [str(path), content]
    settings = _without(config, *_OMITTED, "plugins")
    plugins = [  # hooks are among them, and have no options
        (
            name,
            _plain(
                _without(getattr(plugin, "config", {}), *(_OWN_OMITTED if plugin is own else ()))
            ),
        )
        for name, plugin in config.plugins.items()
    ]
    values = (_plain(settings), plugins, _plain(nav.items))
    return digest(*parts, *map(repr, values), *others)


def _without(options: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in options.items() if name not in names}


def _packages() -> Iterator[str]:
    """Yield the name and version of each installed package."""
    for folder in _package_folders():
        yield from (path.name for path in folder.glob("*.dist-info"))


def _package_folders() -> list[Path]:
    folders = (Path(entry) for entry in sys.path)
    return [folder for folder in folders if folder.name.endswith("-packages")]


def _own_files(config: MkDocsConfig) -> Iterator[Path]:
    """Yield the hooks, and the files of the theme that no installed package has."""
    installed = [*_package_folders(), Path(__file__).parent]
    for folder in map(Path, config.theme.dirs):
        if not any(folder.is_relative_to(other) for other in installed):
            yield from sorted(path for path in folder.rglob("*") if path.is_file())
    top = Path(config.config_file_path).parent if config.config_file_path else Path()
    yield from (top / name for name in config.hooks)


def _plain(value: Any) -> Any:
    """Return a value as builtin types, so that equal values have the same `repr`."""
    if value is None or isinstance(value, (str, bytes, int, float)):
        return value
    if isinstance(value, Page):
        return ("page", value.title, value.url, _plain(value.meta))
    if isinstance(value, Section):
        return ("section", value.title, _plain(value.children))
    if isinstance(value, Theme):
        names = sorted(value)
        return (value.name, value.dirs, [(name, _plain(value[name])) for name in names])
    if isinstance(value, Mapping):
        return sorted((str(key), _plain(item)) for key, item in value.items())
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted(repr(_plain(item)) for item in value)
    if name := getattr(value, "__qualname__", None):  # a function, such as one of an extension
        return (value.__module__, name)
    text = str(value)
    return (type(value).__qualname__, "" if " at 0x" in text else text)
