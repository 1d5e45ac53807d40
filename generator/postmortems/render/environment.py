"""The template environment. Every printed value is escaped unless it is `Markdown` already."""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, Environment, PackageLoader, StrictUndefined
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from markupsafe import Markup

from ..site_map import SiteMap
from . import words
from .markdown import Markdown, line, link, prose

_BLANK_LINES = re.compile(r"\n{3,}")


def finalize(value: object) -> Markup:
    """Return a printed value as Markdown: escaped, unless it is Markdown already."""
    return value if isinstance(value, Markup) else line(words.say(value))


class _FinalizedOutput(CodeGenerator):
    """Compiles templates that do not escape what `finalize` returns: it is escaped already.

    Escaping it again changes nothing, but takes as long as `finalize`.
    """

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        self.write(finalize.src)

    def _output_child_post(self, node: Expr, frame: Frame, finalize: Any) -> None:
        self.write(")")


class _Environment(Environment):
    code_generator_class = _FinalizedOutput


def environment(loader: BaseLoader | None = None) -> Environment:
    """Return the environment of this package's templates, with those of `loader` before them."""
    own = PackageLoader("postmortems", "render/templates")
    templates = _Environment(
        loader=ChoiceLoader([loader, own]) if loader else own,
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=True,
        auto_reload=False,  # the files of a package do not change while it runs
    )
    filters: dict[str, Callable[..., Any]] = {
        "again_in": words.again_in,
        "ago": words.ago,
        "count": words.count,
        "done": words.done,
        "fix": words.fix,
        "fixed_services": words.fixed_services,
        "gap": words.gap,
        "other_kinds": words.other_kinds,
        "prose": prose,
        "title": words.title,
    }
    templates.filters.update(filters)
    templates.globals.update({"link": link, "html": Markdown, "day": _day, "site_map": SiteMap})
    return templates


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


@lru_cache(maxsize=1)
def own_environment() -> Environment:
    """Return the environment with the templates of this package only."""
    return environment()


def tidy(text: str) -> str:
    """Return Markdown with at most one empty line in a row and one line break at its end."""
    return _BLANK_LINES.sub("\n\n", text).strip() + "\n"
