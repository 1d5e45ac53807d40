"""The root cause as a mermaid graph: a shape and a class for each kind of node."""

import re
from collections.abc import Iterator, Sequence
from html import unescape

from ..model import Node, NodeKind, RootCause

SHAPES: dict[NodeKind, tuple[str, str]] = {
    "trigger": ("{{", "}}"),
    "primary-failure": ("[", "]"),
    "contributing-factor": ("[/", "/]"),
    "failed-safeguard": ("[[", "]]"),
    "cascading-effect": ("(", ")"),
    "user-impact": ("[/", "\\]"),
    "system-response": (">", "]"),
    "recovery-action": ("[\\", "\\]"),
}
"""The brackets that give each kind its shape. Kinds also differ by colour and word."""

COLOURS: dict[NodeKind, tuple[str, str]] = {
    "trigger": ("#ffe3b3", "#8a5300"),
    "primary-failure": ("#ffd1cc", "#a3150c"),
    "contributing-factor": ("#e6ddff", "#5b3bb0"),
    "failed-safeguard": ("#ffd9ee", "#9c1a66"),
    "cascading-effect": ("#ffe0d1", "#a63d0a"),
    "user-impact": ("#ffc9d4", "#99102f"),
    "system-response": ("#d3e8ff", "#0b5394"),
    "recovery-action": ("#d3f2dc", "#14692f"),
}
"""Fill and stroke for other renderers of the fence; the site's stylesheet has its own."""

_SPECIAL = {
    "#": "#35;",
    '"': "#quot;",
    "<": "#lt;",
    ">": "#gt;",
    "&": "#amp;",
    "\\": "#92;",
    "`": "#96;",
    "%": "#37;",
    "*": "#42;",
    "_": "#95;",
    "~": "#126;",
    "$": "#36;",
    "{": "#123;",
    "}": "#125;",
    "[": "#91;",
    "]": "#93;",
    "|": "#124;",
}


JOINER = "\u2060"
"""An invisible character that splits text which renderers would decode as a reference."""
_REFERENCE = re.compile(r"&(?=(#?\w+;?))")


def _split_reference(match: re.Match[str]) -> str:
    whole = f"&{match[1]}"
    return "&" if unescape(whole) == whole and "#" not in whole else f"&{JOINER}"


def label(text: str) -> str:
    """Return text escaped for a quoted mermaid label, so that every character is shown."""
    text = _REFERENCE.sub(_split_reference, text)
    escaped = "".join(_SPECIAL.get(char, char) for char in text)
    # A label that begins like a list item would be rendered as one.
    return re.sub(
        r"^(\d+)([.)])|^([-+])(?=\s|$)",
        lambda m: f"{m[1]}#{ord(m[2])};" if m[1] else f"#{ord(m[3])};",
        escaped,
    )


MOST_NODES, MOST_EDGES = 200, 400
"""The largest root cause that is drawn. 200 nodes take a tenth of a second, and a larger diagram
cannot be read; with more arrows the renderer fails."""


def too_large(root_cause: RootCause) -> str:
    """Return the reason that a root cause is not drawn, as a sentence; empty if it is drawn."""
    nodes, edges = len(root_cause.nodes), len(root_cause.edges())
    if nodes <= MOST_NODES and edges <= MOST_EDGES:
        return ""
    return (
        f"The diagram is not drawn: it would have {nodes:,} nodes and {edges:,} arrows, more than "
        f"the {MOST_NODES} nodes or {MOST_EDGES} arrows that can be read. The table has them all."
    )


def source(root_cause: RootCause) -> str:
    """Return the graph in mermaid's language; empty without nodes."""
    return "\n".join(_lines(root_cause)) if root_cause.nodes else ""


def drawn_name(number: int) -> str:
    """Return the name of a node in the graph, by its number from 0."""
    return f"n{number + 1}"


def _lines(root_cause: RootCause) -> Iterator[str]:
    # Generated ids: an author's id may be a reserved word of mermaid.
    names = {node.id: drawn_name(number) for number, node in enumerate(root_cause.nodes)}
    yield "graph TD"
    for node in root_cause.nodes:
        yield f"    {names[node.id]}{_box(node)}:::{node.kind}"
    for cause, effect in root_cause.edges():
        if cause in names and effect in names:
            yield f"    {names[cause]} --> {names[effect]}"
    for kind in dict.fromkeys(node.kind for node in root_cause.nodes):
        fill, stroke = COLOURS[kind]
        yield f"    classDef {kind} fill:{fill},stroke:{stroke},color:#1b1b1f"


def _box(node: Node) -> str:
    opening, closing = SHAPES[node.kind]
    return f'{opening}"{label(node.text)}"{closing}'


MOST = 10
"""The number of services drawn on either side."""


def dependencies(name: str, needs: Sequence[str], needed_by: Sequence[str]) -> str:
    """Return the graph of a service, with its dependents left and its dependencies right."""
    lines = ["graph LR", f'    s["{label(name)}"]:::this-service']
    for side, others, arrow in (("l", needed_by, "{0} --> s"), ("r", needs, "s --> {0}")):
        shown = list(others[:MOST])
        if len(others) > MOST:
            shown.append(f"and {len(others) - MOST} more")
        for number, other in enumerate(shown, 1):
            node = f"{side}{number}"
            lines.append(f'    {node}("{label(other)}"):::other-service')
            lines.append(f"    {arrow.format(node)}")
    return "\n".join(lines)
