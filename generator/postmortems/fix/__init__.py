"""Repair mechanical mistakes in an incident's YAML, name lessons and add evidence, in the text.

No comment and no blank line is lost. An edit is made only if reading the file again shows that it
changes nothing else.
"""

from .evidence_row import EvidenceRow, add_evidence_row
from .file import fix_text
from .folder import fix_folder
from .lesson_tag import LessonTag, tag_lesson
from .repair import Repair

__all__ = [
    "EvidenceRow",
    "LessonTag",
    "Repair",
    "add_evidence_row",
    "fix_folder",
    "fix_text",
    "tag_lesson",
]
