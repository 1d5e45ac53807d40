"""What a rule says: where in the incident, and what. Places in files are for `check` to add."""

from dataclasses import dataclass

from ..model import Loc


@dataclass(frozen=True)
class Finding:
    """Something a rule found.

    `line`, from 1, is the line within a text of several lines. `word` is the part of the text it is
    about, and `occurrence` the number of times that part occurs before it. `stable_message` is the
    message without what changes from day to day, so that the finding keeps its fingerprint. With
    `file`, the path of a file of evidence within the incident's folder, `line` and `column` are
    those of that file.
    """

    loc: Loc
    message: str
    hint: str = ""
    line: int | None = None
    word: str = ""
    occurrence: int = 0
    stable_message: str = ""
    file: str = ""
    column: int = 1
