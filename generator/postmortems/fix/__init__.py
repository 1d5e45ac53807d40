"""Repairs of what is mechanical in an incident's YAML. Text moves or changes at its place; no
comment and no blank line is lost, and what cannot be proved harmless is left alone.
"""

from .fixed import Fixed
from .folder import fix_folder
from .repair import fix_text

__all__ = ["Fixed", "fix_folder", "fix_text"]
