"""What a site shows of two readings, as far as the change decides it."""

from collections.abc import Mapping
from dataclasses import replace

from ..model import Corpus
from ..model.corpus import newest_first
from ..reader import ReadResult
from .catalogues import CATALOGUES, is_unreadable


def sites(base: ReadResult, now: ReadResult, renamed: Mapping[str, str]) -> tuple[Corpus, Corpus]:
    """Return the corpora before and after a change, of the incidents that were asked for.

    What cannot be read now is taken as it was: it is to be mended, and nothing is known to be gone
    with it.

    Args:
        base: the reading before.
        now: the reading after.
        renamed: the ids that incidents have now, by those they had.
    """
    before, after = _asked(base), _asked(now)
    broken = set(now.asked) - {incident.id for incident in after.incidents}
    unreadable = [
        incident.model_copy(update={"id": renamed.get(incident.id, incident.id)})
        for incident in before.incidents
        if renamed.get(incident.id, incident.id) in broken
    ]
    catalogues = {name: getattr(before, name) for name in CATALOGUES if is_unreadable(now, name)}
    incidents = newest_first([*after.incidents, *unreadable])
    return before, replace(after, incidents=incidents, **catalogues)


def _asked(reading: ReadResult) -> Corpus:
    asked = set(reading.asked)
    incidents = tuple(one for one in reading.corpus.incidents if one.id in asked)
    return replace(reading.corpus, incidents=incidents)
