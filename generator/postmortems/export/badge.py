"""A badge for each service with the day of its last incident, for a README or a dashboard.

It shows the day, not the days since then, so that it stays correct when the build is old.
"""

from markupsafe import Markup

from .context import ExportContext

LABEL = "last incident"
WIDE = 6.2
"""The average width of a character at a font size of 11 pixels; the text is fitted to it."""
EDGE = 10


def write(name: str, context: ExportContext) -> str:
    """Return the badge of a service as SVG."""
    incidents = context.corpus.by_service.get(name, ())
    day = incidents[0].day.isoformat() if incidents else "none recorded"
    left, right = (round(len(words) * WIDE + 2 * EDGE) for words in (LABEL, day))
    title = f"{context.corpus.service_title(name)}: {LABEL} {day}"
    return str(
        Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="20" role="img" '
            'aria-label="{title}"><title>{title}</title>'
            '<rect width="{width}" height="20" rx="3" fill="#3d4250"/>'
            '<path d="M{left} 0h{cut}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-{cut}z" fill="#0b5394"/>'
            '<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" '
            'text-anchor="middle"><text x="{x1}" y="14" textLength="{w1}">{label}</text>'
            '<text x="{x2}" y="14" textLength="{w2}">{day}</text></g></svg>\n'
        ).format(
            width=left + right,
            title=title,
            left=left,
            cut=right - 3,
            x1=left / 2,
            w1=left - 2 * EDGE,
            label=LABEL,
            x2=left + right / 2,
            w2=right - 2 * EDGE,
            day=day,
        )
    )
