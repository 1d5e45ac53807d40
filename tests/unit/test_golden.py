"""Pages compared with the Markdown kept beside them. `UPDATE_GOLDEN=1` writes it anew."""

import os
from dataclasses import replace

import pytest

from postmortems.cache import Cache
from postmortems.check import derived_evidence
from postmortems.insights import Histories, OtherIncidents
from postmortems.model import Corpus
from postmortems.reader import read, topics
from postmortems.render import incident_page
from postmortems.search import Explanations, read_similarity_index
from tests.conftest import COMPLETE, GOLDEN, MINIMAL, NASTY, TODAY


@pytest.mark.parametrize("name", [MINIMAL, COMPLETE, NASTY])
def test_page(name: str, golden: Corpus) -> None:
    incident = golden.by_id[name]
    similarity = read_similarity_index(golden, {}, Cache(None), topics())
    others = replace(
        OtherIncidents.of(incident, golden, Histories(golden)),
        similar=Explanations(golden).of(similarity.of(incident)),
    )
    folder = read(GOLDEN / "incidents", as_of=TODAY, only=[name]).folders[name]
    evidence = derived_evidence(folder, incident)
    page = incident_page(incident, golden, others=others, evidence=evidence)
    kept = GOLDEN / f"{name}.md"
    if os.environ.get("UPDATE_GOLDEN"):
        kept.write_text(page, encoding="utf-8")
    assert page == kept.read_text(encoding="utf-8")
