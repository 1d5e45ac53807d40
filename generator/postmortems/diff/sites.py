"""The corpora that a site shows before and after a change."""

from collections.abc import Mapping
from dataclasses import replace

from ..model import Corpus
from ..model.corpus import newest_first
from ..reader import ReadResult
from .catalogues import CATALOGUES, is_unreadable


def sites(base: ReadResult, now: ReadResult, renamed: Mapping[str, str]) -> tuple[Corpus, Corpus]:
    """Return the corpora before and after a change, with the requested incidents only.

    Incidents and catalogues that cannot be read now are taken from before: they need to be fixed,
    and their content is not removed.

    Args:
        base: the read result before.
        now: the read result after.
        renamed: the new ids of renamed incidents by their old ids.
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
