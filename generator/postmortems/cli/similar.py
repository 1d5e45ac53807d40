"""The command `postmortems similar`: the incidents that are most like an incident or a text."""

import argparse
import sys
from pathlib import Path

from ..model import Corpus
from ..model.suggestions import did_you_mean
from ..search import Document, incident_document, similar_report, text_document
from .search import described, read_search

_MAX_TEXT = 1_000_000
"""The characters of a text that are compared."""


def run(options: argparse.Namespace) -> int:
    """Print the incidents that are most like an incident or a text.

    Args:
        options: `incidents`, `what`, `limit` and `json`.

    Returns:
        0, 1 if nothing is found, 2 if there is no such incident or file.
    """
    search, corpus = read_search(options.incidents)
    try:
        document = _document(options.what, corpus)
    except (OSError, UnicodeDecodeError) as error:
        print(f"postmortems: `{options.what}` cannot be read: {error}", file=sys.stderr)
        return 2
    if document is None:
        hint = did_you_mean(options.what, corpus.by_id, "give an id, a file, or - for input")
        print(f"postmortems: there is no incident `{options.what}`; {hint}", file=sys.stderr)
        return 2
    incidents = search.similar(document, options.limit)
    if options.json:
        print(similar_report(incidents).model_dump_json(indent=2))
    elif not incidents:
        print("No incident is like it.")
    else:
        for one in incidents:
            print("\n".join(described(one)))
            print(f"    Alike in: {', '.join(one.words)}")
    return 0 if incidents else 1


def _document(what: str, corpus: Corpus) -> Document | None:
    """Return the document of an incident, or of a text; None if there is no such incident."""
    path = Path(what)
    names = [what, path.name, path.parent.name]
    for name in names if path.exists() else names[:1]:
        if incident := corpus.by_id.get(name):
            return incident_document(incident, corpus.catalogues)
    if what == "-":
        return text_document(sys.stdin.read(_MAX_TEXT))
    return text_document(path.read_text(encoding="utf-8")[:_MAX_TEXT]) if path.is_file() else None
