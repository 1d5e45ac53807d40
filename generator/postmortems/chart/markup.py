"""HTML and SVG from templates."""

from markupsafe import Markup, escape


def fill(template: str, *values: object) -> Markup:
    """Return a template of `str.format` with escaped values.

    The same as `Markup(template).format(*values)`, and several times as fast: a chart has hundreds
    of marks. Values cannot have format specifications.
    """
    return Markup(template.format(*map(escape, values)))  # noqa: S704 - escaped
