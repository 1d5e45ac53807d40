"""How often the first three suggestions hold the right entry of a catalogue.

`python -m tests.benchmarks.catalogue INCIDENTS THEMES LABELS [--meaning] [--list]`

INCIDENTS is the folder of the catalogue, such as one that `postmortems init --lessons` made. THEMES
is a JSON list of `{"id": …, "members": [{"text": …}]}`: lessons that recur, with what incidents
said. LABELS is a JSON object with the entries that are right for each theme. `--list` prints the
members whose entry is not among the first three. `--meaning` compares by meaning too.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from postmortems.cache import Cache
from postmortems.model.texts import plain
from postmortems.reader import read, topics
from postmortems.search import LessonSuggestions, Topics, read_meaning
from tests.benchmarks.proposals import Hits


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("incidents", "themes", "labels"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--list", action="store_true", help="print the members that are missed")
    parser.add_argument("--meaning", action="store_true", help="with the extra `meaning`")
    options = parser.parse_args(arguments)
    corpus = replace(read(options.incidents).corpus, incidents=())
    labels = json.loads(options.labels.read_text(encoding="utf-8"))
    meaning = read_meaning(Cache(None)) if options.meaning else None
    suggestions = LessonSuggestions(corpus, Topics(topics()), meaning)
    hits = Hits.none()
    for theme in json.loads(options.themes.read_text(encoding="utf-8")):
        for member in theme["members"]:
            suggested = suggestions.of(plain(member["text"]))
            hits.add(set(labels[theme["id"]]), suggested)
            if options.list and not hits.places[-1]:
                names = ", ".join(one.name for one in suggested)
                print(f"{theme['id']}: {member['text']} → {names}")
    print(hits)


if __name__ == "__main__":
    main()
