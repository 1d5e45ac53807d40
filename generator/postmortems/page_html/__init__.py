"""HTML from the Markdown that this package renders: converted, sanitized, with its figures."""

from .code_blocks import NOT_DRAWN, with_code_blocks
from .commonmark import to_html
from .file import incident_file
from .html import clean, complete, finish, fit_tables, framed_tables

__all__ = [
    "NOT_DRAWN",
    "clean",
    "complete",
    "finish",
    "fit_tables",
    "framed_tables",
    "incident_file",
    "to_html",
    "with_code_blocks",
]
