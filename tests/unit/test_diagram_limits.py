"""Diagrams that would take too long to draw: a limit with a message, and the table remains."""

import os
from datetime import date
from pathlib import Path

import pytest

from mkdocs_postmortems.indexes import PageContext
from postmortems import diagram
from postmortems.check import check
from postmortems.diagram import budget, svg
from postmortems.model import Corpus, Incident
from postmortems.page_html import to_html, with_code_blocks
from postmortems.reader import read
from postmortems.render import incident_page
from postmortems.site_map import SiteMap
from tests.conftest import write

NAME = "2026-03-14-checkout-declines-cards"


def incident(number: int, causes: int = 1) -> Incident:
    """Return an incident with a root cause of this size, each node caused by those before it."""
    nodes = [
        {
            "id": f"n{at}",
            "kind": "trigger",
            "text": f"Node {at}",
            "caused_by": [f"n{at - step}" for step in range(1, causes + 1) if at >= step],
        }
        for at in range(number)
    ]
    root_cause = {"root_cause": {"nodes": nodes}}
    return Incident.model_validate({"id": NAME, "title": "A", "severity": "SEV3", **root_cause})


def page(of: Incident) -> tuple[str, dict[str, str]]:
    """Return the Markdown of an incident's page of a site, and its pictures."""
    context = PageContext(SiteMap.incident(of.id), {}, SiteMap().address)
    return incident_page(of, Corpus(date(2026, 11, 1), (of,)), links=context), context.pictures


@pytest.mark.parametrize(("nodes", "causes"), [(8_000, 1), (150, 4)])
def test_a_root_cause_that_is_too_large_is_a_table_and_says_so(nodes: int, causes: int) -> None:
    text, pictures = page(incident(nodes, causes))
    assert not pictures
    assert f"The diagram is not drawn: it would have {nodes:,} nodes and " in text
    assert f"| Node {nodes - 2}" in text


def test_the_largest_root_cause_that_is_drawn_is_drawn() -> None:
    text, pictures = page(incident(diagram.mermaid.MOST_NODES))
    assert len(pictures) == 1 and "not drawn" not in text


def test_a_root_cause_that_the_renderer_refuses_is_a_table_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(source: str) -> str:
        raise diagram.DiagramSyntaxError("too much")

    monkeypatch.setattr(svg, "_draw_own", refuse)
    text, pictures = page(incident(3))
    assert not pictures
    assert "The diagram could not be drawn" in text and "classDef" not in text


def fences(number: int, body: str = "graph TD\n  a --> b{}") -> str:
    return "\n".join(f"```mermaid\n{body.format(at)}\n```\n" for at in range(number))


def drawn_and_text(markdown: str) -> tuple[int, int]:
    """Return how many of the diagrams in a page's Markdown are drawn, and how many stay text."""
    html = with_code_blocks(to_html(markdown))
    drawn = html.count("<figure")
    # Below each drawing is its text.
    return drawn, html.count("<code>graph") - drawn


def test_the_diagrams_of_an_incident_beyond_a_number_are_text_and_one_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget, "MOST", 2)
    summary = "".join(f"  {line}\n" for line in fences(5).splitlines())
    write(tmp_path, {f"{NAME}/incident.yaml": f"title: A\nseverity: SEV3\nsummary: |\n{summary}"})
    (problem,) = [
        found for found in check(read(tmp_path)).problems if found.rule == "diagram-does-not-parse"
    ]
    assert problem.place.line == 15
    assert "an incident has more than 2 diagrams" in problem.message
    assert drawn_and_text(fences(5)) == (2, 3)


def test_the_diagrams_of_an_incident_share_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def slow(source: str) -> tuple[str, float]:
        asked.append(source)
        return "<svg/>", budget.SECONDS / 2

    monkeypatch.setattr(budget, "drawn", slow)
    assert drawn_and_text(fences(9)) == (2, 7)
    assert len(asked) == 2


def test_a_text_that_cannot_be_drawn_is_tried_once(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    def refuse(text: str) -> str:
        tried.append(text)
        raise diagram.DiagramSyntaxError("no")

    monkeypatch.setattr(svg, "_drawn_apart", refuse)
    svg.drawn.cache_clear()
    for _ in range(3):
        with pytest.raises(diagram.DiagramSyntaxError):
            diagram.draw("graph TD; tried once")
    svg.drawn.cache_clear()
    assert len(tried) == 1


@pytest.mark.skipif(os.name != "posix", reason="needs a limit of computing time")
def test_a_drawing_ends_by_itself_when_it_computes_too_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    endless = svg._DRAW.partition("import mmdr")[0] + "while True: pass"
    monkeypatch.setattr(svg, "_DRAW", endless)
    monkeypatch.setattr(svg, "CPU_SECONDS", 1)
    with pytest.raises(diagram.DiagramSyntaxError, match="more than 1 seconds"):
        diagram.draw("graph TD; computes --> too long")
