"""Ask about each suggested lesson, and write those that are confirmed into the YAML files."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from ..fix import LessonTag, tag_lesson
from ..model import Corpus, Loc
from ..model.suggestions import did_you_mean
from ..reader import MAIN, ReadResult
from ..search import Suggestion, Untagged

Ask = Callable[[str], str]


def apply(
    reading: ReadResult,
    suggestions: Sequence[tuple[Untagged, tuple[Suggestion, ...]]],
    ask: Ask,
) -> int:
    """Ask about each entry, and name the chosen lesson in its file.

    Args:
        reading: the incidents, as read.
        suggestions: the entries without a lesson, each with the lessons that fit it.
        ask: asks a question and returns the answer.

    Returns:
        0, or 1 if there is nothing to ask.
    """
    written = 0
    for number, (entry, own) in enumerate(suggestions, 1):
        print(f"\n[{number} of {len(suggestions)}] {entry.incident.id}")
        print(f"  {entry.text}")
        for place, one in enumerate(own, 1):
            statement = reading.corpus.lessons[one.name].statement
            print(f"    {place} {one.name} ({one.confidence}): {statement}")
        lesson = _answer(ask, own, reading.corpus)
        if lesson == "q":
            break
        if lesson and _write(reading, entry, lesson):
            written += 1
    print(f"{written} lessons were written; check them with: git diff", file=sys.stderr)
    return 0 if suggestions else 1


def _answer(ask: Ask, own: Sequence[Suggestion], corpus: Corpus) -> str:
    """Ask which lesson fits until the answer is valid; return its name, `q`, or an empty text."""
    numbers = f"1 to {len(own)}, " if len(own) > 1 else "1, " if own else ""
    while True:
        try:
            answer = ask(f"  Lesson ({numbers}a name, empty: none, q: end)? ").strip()
        except EOFError:
            return "q"
        if answer in ("", "q") or answer in corpus.lessons:
            return answer
        if answer.isdecimal() and 1 <= int(answer) <= len(own):
            return own[int(answer) - 1].name
        hint = did_you_mean(answer, corpus.lessons, "see lessons.yaml")
        print(f"  there is no lesson `{answer}`; {hint}", file=sys.stderr)


def _write(reading: ReadResult, entry: Untagged, lesson: str) -> bool:
    folder = reading.folders[entry.incident.id]
    place = folder.head(entry.loc)
    name = Path(place.path).name
    # A section has a file of its own, or is a key of the main one.
    loc: Loc = entry.loc if name == MAIN else entry.loc[1:]
    is_action = entry.loc[1] == "action_items"
    own_id = entry.incident.actions[int(entry.loc[2])].id if is_action else ""
    if tag_lesson(folder.path, name, LessonTag(loc, lesson, own_id)):
        return True
    print(f"{place}: write it yourself: `lesson: {lesson}`", file=sys.stderr)
    return False
