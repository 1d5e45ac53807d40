"""Repair mechanical mistakes in an incident's YAML, in the text of the file.

No comment and no blank line is lost. A repair is made only if reading the file again shows that it
changes nothing else.
"""

from .file import fix_text
from .folder import fix_folder
from .repair import Repair

__all__ = ["Repair", "fix_folder", "fix_text"]
