"""How often similar incidents share a lesson: `python -m tests.real.similar JSON_FOLDER THEMES`.

The folder has the JSON of published postmortems; see `tests.real.convert`. THEMES is a JSON list of
`{"id": …, "members": [{"incident": …}]}`: lessons that recur, with the names of the JSON files
without their suffix. Nothing of it is in the incidents.

The list of similar incidents is compared with five incidents at random, and with the five of the
highest BM25: the score of the search for the whole incident.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping
from contextlib import redirect_stdout
from pathlib import Path

from postmortems.cache import Cache
from postmortems.model import Corpus
from postmortems.reader import read, topics
from postmortems.search import read_similarity_index
from tests.benchmarks.proposals import Sharing
from tests.real import convert
from tests.real.files import load


def main(arguments: list[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("json_folder", type=Path)
    parser.add_argument("themes", type=Path)
    parser.add_argument("--zone", default="UTC", help="the zone of incidents that name none")
    options = parser.parse_args(arguments)
    labels = _labels(options.themes)
    with tempfile.TemporaryDirectory() as folder:
        with redirect_stdout(None):
            convert.main([str(options.json_folder), folder, "--zone", options.zone])
        paths = options.json_folder.glob("*.json")
        names = {load(path, options.zone).name: path.stem for path in paths}
        corpus = read(Path(folder)).corpus
    show(corpus, {one.id: labels.get(names[one.id], set()) for one in corpus.incidents})


def _labels(themes: Path) -> dict[str, set[str]]:
    """Return the themes of each postmortem."""
    labels: dict[str, set[str]] = {}
    for theme in json.loads(themes.read_text(encoding="utf-8")):
        for member in theme["members"]:
            labels.setdefault(member["incident"], set()).add(theme["id"])
    return labels


def show(corpus: Corpus, labels: Mapping[str, set[str]]) -> None:
    """Print the figures of incidents, by the lessons of each."""
    sharing = Sharing(labels)
    if not sharing.asked:
        sys.exit("no two incidents share a lesson")
    similarity = read_similarity_index(corpus, {}, Cache(None), topics())
    similar = {one.id: [match.id for match in similarity.of(one)] for one in corpus.incidents}
    print(f"{len(corpus.incidents)} incidents; {sharing.figures(similar)}")
    vectors = similarity.vectors
    weights = {name: vectors.weighted(impacts) for name, impacts in vectors.impacts.items()}
    by_terms = {}
    for name, own in weights.items():
        scores = {
            other: sum(weight * theirs.get(term, 0) for term, weight in own.items())
            for other, theirs in weights.items()
            if other != name
        }
        by_terms[name] = sorted(scores, key=lambda other: (-scores[other], other))[:5]
    print(f"five of the highest BM25: {sharing.figures(by_terms)}")
    print(f"five at random: {sharing.at_random():.3f}")


if __name__ == "__main__":
    main()
