"""The formats, most specific first: the first that recognizes a file reads it.

Each module has one constant `FORMAT`. To add a format, write its module and add it here.
"""

from ..format import Format

FORMATS: tuple[Format, ...] = ()
