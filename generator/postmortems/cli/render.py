"""The command `postmortems render`: an incident's page as Markdown."""

import argparse
import sys
from dataclasses import replace

from ..cache import site_cache
from ..check import derived_evidence
from ..insights import Histories, OtherIncidents
from ..model.suggestions import did_you_mean
from ..reader import read, topics
from ..render import incident_page
from ..search import Explanations, read_similarity_index


def run(options: argparse.Namespace) -> int:
    """Print the page of an incident.

    Args:
        options: `incidents`, `id` and `document`.

    Returns:
        0, 1 if the incident cannot be read, 2 if there is no such incident.
    """
    with site_cache(options.incidents) as cache:
        result = read(options.incidents, cache=cache)
        incident = result.corpus.by_id.get(options.id)
        if incident:
            similarity = read_similarity_index(result.corpus, result.digests, cache, topics())
            others = replace(
                OtherIncidents.of(incident, result.corpus, Histories(result.corpus)),
                similar=Explanations(result.corpus).of(similarity.of(incident)),
            )
            page = incident_page(
                incident,
                result.corpus,
                document=options.document,
                others=others,
                evidence=derived_evidence(result.folders[incident.id], incident, cache),
            )
            print(page, end="")
            return 0
    problems = [problem for problem in result.problems if problem.incident == options.id]
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        return 1
    hint = did_you_mean(options.id, result.corpus.by_id, "give the name of its folder")
    print(f"postmortems: there is no incident `{options.id}`; {hint}", file=sys.stderr)
    return 2
