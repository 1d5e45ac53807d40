"""Pages compared with the Markdown kept beside them. `UPDATE_GOLDEN=1` writes it anew."""

import os

import pytest

from postmortems.model import Corpus
from postmortems.render import incident_page
from tests.conftest import COMPLETE, GOLDEN, MINIMAL, NASTY


@pytest.mark.parametrize("name", [MINIMAL, COMPLETE, NASTY])
def test_page(name: str, golden: Corpus) -> None:
    page = incident_page(golden.by_id[name], golden)
    kept = GOLDEN / f"{name}.md"
    if os.environ.get("UPDATE_GOLDEN"):
        kept.write_text(page, encoding="utf-8")
    assert page == kept.read_text(encoding="utf-8")
