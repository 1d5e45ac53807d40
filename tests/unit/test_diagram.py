"""Diagrams: no label is lost, kinds differ in shape, ids are the page's own."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortems import diagram
from postmortems.model import Corpus, Node, RootCause
from tests.conftest import COMPLETE

SVG = "{http://www.w3.org/2000/svg}"
LABELS = (
    st.lists(
        st.one_of(
            st.sampled_from("`*_{}[]()<>#+-.!|~^=:;&\\\"'/$%@? 1aZ"),
            st.sampled_from("éאש漢😀"),
            st.sampled_from(["&lt;", "&amp", "&#60;", "&copy", "#lt;", "end", "\\n", "<br/>"]),
        ),
        min_size=1,
        max_size=30,
    )
    .map("".join)
    .filter(str.strip)
)


def drawn(figure: str) -> ElementTree.Element:
    return ElementTree.fromstring(figure[figure.index("<svg") : figure.index("</svg>") + 6])


def labels(svg: ElementTree.Element) -> str:
    """All labels in one, without spaces: the renderer decides where lines break."""
    return "".join("".join(text.itertext()) for text in svg.iter(f"{SVG}text")).replace(" ", "")


@given(LABELS)
def test_no_label_is_lost_whatever_characters_it_has(text: str) -> None:
    text = " ".join(text.split())
    cause = RootCause(nodes=(Node(id="end", kind="trigger", text=text),))
    assert labels(drawn(diagram.root_cause_figure(cause, "d"))) == text.replace(" ", "")


def test_every_node_of_an_incident_is_drawn_with_its_kind(golden: Corpus) -> None:
    cause = golden.by_id[COMPLETE].root_cause
    svg = drawn(diagram.root_cause_figure(cause, "d"))
    classes = [element.get("class", "") for element in svg.iter(f"{SVG}g")]
    for node in cause.nodes:
        assert node.text.replace(" ", "") in labels(svg)
        assert any(f" {node.kind}" in value for value in classes)
    edges = [e for e in svg.iter(f"{SVG}path") if "flowchart-link" in e.get("class", "")]
    assert len(edges) == len(cause.edges())


def test_kinds_have_shapes_of_their_own() -> None:
    assert len(set(diagram.SHAPES.values())) == len(diagram.SHAPES)


def test_two_drawings_of_a_page_share_no_id(golden: Corpus) -> None:
    cause = golden.by_id[COMPLETE].root_cause
    ids = [
        {element.get("id") for element in drawn(diagram.root_cause_figure(cause, name)).iter()}
        for name in ("one", "two")
    ]
    assert ids[0] & ids[1] == {None}


def test_a_cycle_is_drawn() -> None:
    nodes = (
        Node(id="a", kind="trigger", text="first", caused_by=("b",)),
        Node(id="b", kind="cascading-effect", text="second", caused_by=("a",)),
    )
    assert labels(drawn(diagram.root_cause_figure(RootCause(nodes=nodes), "d"))) == "firstsecond"


def test_the_colours_are_left_to_the_stylesheet(golden: Corpus) -> None:
    svg = diagram.root_cause_figure(golden.by_id[COMPLETE].root_cause, "d")
    assert "<style" not in svg
    assert 'fill="' not in svg
    assert len(svg) < 12_000


def test_an_authors_diagram_is_an_image_that_can_run_nothing() -> None:
    source = 'graph LR\n  A["<script>alert(1)</script>"] --> B\n  click A "javascript:alert(2)"\n'
    figure = diagram.plain_figure(source)
    assert '<img src="data:image/svg+xml;base64,' in figure
    assert "<script" not in figure and "<svg" not in figure


@pytest.mark.parametrize("source", ["graph TD\n a[", "no diagram", 'pie\n "a": x'])
def test_what_is_no_diagram_says_so(source: str) -> None:
    with pytest.raises(diagram.DiagramSyntaxError):
        diagram.draw(source)


def test_fences_are_found_with_their_lines() -> None:
    text = "one\n\n```mermaid\ngraph TD\n```\n\n~~~ mermaid\npie\n~~~\n"
    assert [(f.source, f.line) for f in diagram.fences(text)] == [("graph TD\n", 4), ("pie\n", 8)]


def test_a_comment_is_no_part_of_a_diagram() -> None:
    assert diagram.draw("sequenceDiagram\n%%\n  A->>B: hello\n").startswith("<svg")


def test_a_diagram_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("postmortems.diagram.svg._DRAW", "while True: pass")
    monkeypatch.setattr("postmortems.diagram.svg.PATIENCE", 1)
    with pytest.raises(diagram.DiagramSyntaxError, match="more than 1 seconds"):
        diagram.draw("graph TD\n  never --> ends")


def test_a_fence_within_a_longer_fence_is_text() -> None:
    text = "````\n```mermaid\ngraph TD\n```\n````\n"
    assert list(diagram.fences(text)) == []
