"""HTML and SVG from templates."""

import re

from markupsafe import Markup, escape

_SPECIAL = re.compile("[&<>\"']")


def fill(template: str, *values: object) -> Markup:
    """Return a template of `str.format` with escaped values.

    The same as `Markup(template).format(*values)`, and several times as fast: a chart has hundreds
    of marks. Values cannot have format specifications.
    """
    # `Markup(...)` calls two functions in Python to find out what it has got.
    return str.__new__(Markup, template.format(*map(_escaped, values)))


def _escaped(value: object) -> object:
    """Return a value that `str.format` writes as its `escape` would be written."""
    if isinstance(value, Markup) or type(value) in (int, float):
        return value
    return value if type(value) is str and not _SPECIAL.search(value) else escape(value)
