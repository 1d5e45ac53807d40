"""Repair mechanical mistakes in an incident's YAML, in the text of the file.

No comment and no blank line is lost. A repair is made only if reading the file again shows that it
changes nothing else.
"""

from .fixed import Fixed
from .folder import fix_folder
from .repair import fix_text

__all__ = ["Fixed", "fix_folder", "fix_text"]
