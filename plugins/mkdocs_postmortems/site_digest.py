"""A hash of all that every page of a site is made from: configuration, theme, navigation, code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme

from postmortems.cache import code_digest, digest

from .files import ASSETS

_OMITTED = ("dev_addr", "plugins", "remote_branch", "remote_name", "site_dir", "strict", "watch")
"""Settings that no page depends on, and the plugins, which are covered one by one."""
_OWN_OMITTED = ("cache", "workers")
"""Options of the plugin that no page depends on."""
_UNCOVERED = re.compile(r"\{[{%][^}]*\b(?:pages|build_date_utc|update_date)\b")
"""A template that uses a variable whose value `site_digest` does not cover."""


def site_digest(
    config: MkDocsConfig, nav: Navigation, own: BasePlugin[Any], *others: str
) -> bytes | None:
    """Return a hash of all that every page is made from, apart from incidents and catalogues.

    None, which means that no pages can be kept, if it cannot cover everything: if the site has
    hooks, if another plugin changes the templates, or if a template of the site's own shows the
    time of the build or other pages.

    Args:
        config: the configuration of the site.
        nav: its navigation.
        own: the plugin.
        others: anything else that the pages depend on.
    """
    handlers = [getattr(handler, "__self__", None) for handler in config.plugins.events["env"]]
    if config.hooks or any(handler is not own for handler in handlers):
        return None
    parts: list[str | bytes] = [code_digest(), code_digest(Path(__file__).parent)]
    try:
        for path in _theme_files(config):
            content = path.read_bytes()
            is_template = path.suffix not in ASSETS
            if is_template and _UNCOVERED.search(content.decode("utf-8", "replace")):
                return None
            parts += [str(path), content]
    except OSError:  # a file that an editor has removed meanwhile, for example
        return None
    plugins = [
        (name, _plain(_without(plugin.config, *(_OWN_OMITTED if plugin is own else ()))))
        for name, plugin in config.plugins.items()
    ]
    values = (_plain(_without(config, *_OMITTED)), plugins, _plain(nav.items))
    return digest(*parts, *map(repr, values), *others)


def _theme_files(config: MkDocsConfig) -> Iterator[Path]:
    """Yield the files of the theme, except for those whose content their version tells."""
    specs = (find_spec(name) for name in ("material", "mkdocs"))
    known = [Path(spec.origin).parent for spec in specs if spec and spec.origin]
    known.append(Path(__file__).parent)
    for folder in map(Path, config.theme.dirs):
        if not any(folder.is_relative_to(other) for other in known):
            yield from sorted(path for path in folder.rglob("*") if path.is_file())


def _without(options: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in options.items() if name not in names}


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
