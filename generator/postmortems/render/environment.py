"""Templates: Markdown with holes. What fills a hole is escaped unless it says it is Markdown."""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ..site_map import SiteMap
from . import words
from .markdown import Markdown, line, link, prose

_BLANK_LINES = re.compile(r"\n{3,}")


def finalize(value: object) -> Markup:
    """The border: every value a template prints becomes Markdown here, or already is."""
    return value if isinstance(value, Markup) else line(words.say(value))


def environment(loader: BaseLoader | None = None) -> Environment:
    """The templates of this package, and those of another that builds on them."""
    own = PackageLoader("postmortems", "render/templates")
    made = Environment(
        loader=ChoiceLoader([loader, own]) if loader else own,
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=True,
    )
    filters: dict[str, Callable[..., Any]] = {
        "ago": words.ago,
        "count": words.count,
        "gap": words.gap,
        "other_kinds": words.other_kinds,
        "prose": prose,
        "title": words.title,
    }
    made.filters.update(filters)
    made.globals.update({"link": link, "html": Markdown, "day": _day, "site_map": SiteMap})
    return made


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


@lru_cache(maxsize=1)
def own_environment() -> Environment:
    """The environment without anybody else's templates."""
    return environment()


def tidy(text: str) -> str:
    """Rendered Markdown with at most one blank line in a row, and one line end at its end."""
    return _BLANK_LINES.sub("\n\n", text).strip() + "\n"
