"""Repair mechanical mistakes in an incident's YAML, and name lessons, in the text of the file.

No comment and no blank line is lost. An edit is made only if reading the file again shows that it
changes nothing else.
"""

from .file import fix_text
from .folder import fix_folder
from .lesson_tag import LessonTag, tag_lesson
from .repair import Repair

__all__ = ["LessonTag", "Repair", "fix_folder", "fix_text", "tag_lesson"]
