"""Find secrets in the catalogues; their entries appear on the pages of many incidents."""

from collections.abc import Iterator

from ..model import Place, Problem
from ..reader import ReadResult
from .rules import RULES
from .rules.secret import HINT, index_of, message
from .secret_scan import find_secrets


def catalogue_secrets(reading: ReadResult) -> Iterator[Problem]:
    """Yield a problem for each secret in the text of a catalogue, comments included."""
    rule = RULES["secret"]
    level = reading.rules[rule.name].level if rule.name in reading.rules else None
    if level == "off":
        return
    # The rule itself checks the files of incidents.
    incident_files = {path for folder in reading.folders.values() for path in folder.texts}
    for path, text in reading.texts.items():
        if path in incident_files:
            continue
        for kind, words, occurrence in find_secrets(text):
            place = Place.at(path, text, index_of(text, words, occurrence))
            yield Problem(place, rule.name, message(kind), HINT, level or rule.level)
