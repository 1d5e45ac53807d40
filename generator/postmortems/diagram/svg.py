"""Render mermaid to SVG at build time, without a browser: small, styled by our stylesheet."""

import os
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable, Mapping
from functools import lru_cache
from xml.etree import ElementTree

from ..model import PostmortemsError
from .mermaid import JOINER

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
ElementTree.register_namespace("xlink", _XLINK)
_CONFIG = (
    '%%{init: {"look": "classic", "fontFamily": "Arial, Helvetica, sans-serif", '
    '"flowchart": {"wrappingWidth": 180, "padding": 22, "nodeSpacing": 36, "rankSpacing": 44}}}%%\n'
)
_OWN_CONFIG = _CONFIG.replace('{"look"', '{"theme": "redux", "look"')
"""The configuration of our own graphs, whose colours are in our stylesheet.

Without its colours, the default theme is drawn in two thirds of the time, with the same shapes.
"""
_LONG_NUMBER = re.compile(r"-?\d+\.\d{2,}(?:e-?\d+)?")
_DROPPED_ATTRIBUTES = ("data-", "aria-roledescription", "alignment-baseline")
_THEMED = frozenset({"style", "fill", "stroke", "stroke-width"})
_URL = re.compile(r"url\(#([^)]+)\)")
_NODE = re.compile(r".*-flowchart-(n\d+)-\d+")
"""The id of a node, with its name in the source."""
_UNSTYLED = re.compile(
    r"\b(?:edge-(?:thickness|pattern)-\w+|merman-[\w-]+|default|basic|label-container)\b ?"
)
"""Classes of the renderer that the stylesheet does not use."""

_COMMENT = re.compile(r"^[ \t]*%%(?!\{).*$", re.MULTILINE)
_DRAW = (
    "import sys\n"
    "try:\n"
    "    import resource\n"
    "    resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[1]),) * 2)\n"
    "except (ImportError, OSError, ValueError):\n"
    "    pass\n"
    "import mmdr\n"
    "text = sys.stdin.buffer.read().decode()\n"
    "sys.stdout.buffer.write(mmdr.render(text).svg().encode())"
)
CPU_SECONDS = 2
"""The CPU time of an author's diagram, where the operating system can limit it. The limit also ends
a drawing whose build was killed."""
PATIENCE = 10
"""The wall-clock time of an author's diagram, in seconds."""

LABEL_SIZE = 14
"""The size of a label in CSS pixels where a drawing has its own width; see `diagrams.css`."""
LEAST_LABEL_SIZE = 11
"""The size in CSS pixels below which labels cannot be read; a drawing scrolls in place of them."""

ElementTree.register_namespace("", _SVG)


class DiagramSyntaxError(PostmortemsError, ValueError):
    """The text is not a mermaid diagram. `line` is from 1, and 1 if the parser gives none."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


def draw(source: str) -> str:
    """Return an author's diagram as SVG, in mermaid's own colours.

    It is drawn in a separate process that can be stopped, since the renderer is native code and
    does not terminate for every text.

    Raises:
        DiagramSyntaxError: the text is not a diagram, or takes too long to draw.
    """
    outcome, _ = drawn(source)
    if isinstance(outcome, DiagramSyntaxError):
        raise outcome
    return outcome


@lru_cache(maxsize=512)
def drawn(source: str) -> tuple[str | DiagramSyntaxError, float]:
    """Return the drawing of an author's diagram, or the error, and the seconds it took.

    Errors are cached too, so that the check and the page try a text only once.
    """
    before = _spent()
    try:
        outcome: str | DiagramSyntaxError = _drawn_apart(_CONFIG + _COMMENT.sub("", source))
    except DiagramSyntaxError as error:
        outcome = error
    return outcome, _spent() - before


def _spent() -> float:
    """Return the CPU seconds of all drawings so far; wall-clock time on Windows."""
    used = os.times()
    return used.children_user + used.children_system if os.name == "posix" else used.elapsed


def _drawn_apart(text: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", _DRAW, str(CPU_SECONDS)],
            input=text.encode("utf-8", "replace"),
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise DiagramSyntaxError(f"it takes more than {PATIENCE} seconds to draw") from None
    if done.returncode < 0:  # ended by a signal: the limit, or a crash of the renderer
        raise DiagramSyntaxError(
            f"it takes more than {CPU_SECONDS} seconds to draw, or the renderer failed"
        )
    if done.returncode:
        message = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise _unparsable(message.removeprefix("ValueError: "))
    return done.stdout.decode("utf-8")


def _draw_own(source: str) -> str:
    # Imported late: the library is 27 MB, and most commands draw nothing.
    import mmdr

    try:
        return mmdr.render(_OWN_CONFIG + source).svg()
    except ValueError as error:
        raise _unparsable(str(error)) from error


def _unparsable(message: str) -> DiagramSyntaxError:
    words = re.sub(r"^Diagram parse error \(([^)]*)\): ", r"\1: ", message)
    return DiagramSyntaxError(words, _line_of(message))


def _line_of(message: str) -> int:
    match = re.search(r"line (\d+)", message)
    return max(1, int(match[1]) - _CONFIG.count("\n")) if match else 1


def graph_svg(
    source: str, name: str, title: str, targets: Mapping[str, tuple[str, str]] | None = None
) -> str:
    """Return a graph of our own as SVG; its nodes have classes that the stylesheet colours.

    Args:
        source: the result of a function of `mermaid`.
        name: a prefix that makes the ids of this drawing unique on the page.
        title: a text alternative.
        targets: the words and the address of nodes that are links, by their names in `source`.
    """
    root = ElementTree.fromstring(_draw_own(source))  # noqa: S314 - our own renderer's output
    width = float((root.get("viewBox") or "0 0 100 100").split()[2])
    if targets:
        _link_nodes(root, targets)
        for labels in root.iterfind(f".//{{{_SVG}}}text/.."):
            labels.set("aria-hidden", "true")  # the links have the same words
    _slim(root, name)
    for text in root.iter(f"{{{_SVG}}}text"):
        text.attrib = {key: text.attrib[key] for key in ("x", "y") if key in text.attrib}
        text.set("class", "pm-label")
        text.text = (text.text or "").replace(JOINER, "")
    for marker in root.iter(f"{{{_SVG}}}marker"):
        marker.set("class", "pm-arrow")
    root.attrib = {
        "viewBox": root.get("viewBox", ""),
        "id": name,
        "class": "pm-svg pm-root-cause",
        # The content of an image cannot have links.
        "role": "group" if targets else "img",
        "aria-labelledby": f"{name}-title",
        # On a phone the drawing scrolls in its frame instead of becoming unreadably small.
        "style": f"width:{width:.0f}px;min-width:{width * LEAST_LABEL_SIZE / LABEL_SIZE:.0f}px",
    }
    heading = ElementTree.Element(f"{{{_SVG}}}title", {"id": f"{name}-title"})
    heading.text = title
    root.insert(0, heading)
    return ElementTree.tostring(root, encoding="unicode")


def _link_nodes(root: ElementTree.Element, targets: Mapping[str, tuple[str, str]]) -> None:
    """Make links of nodes. Their labels are elsewhere in the drawing, so a link has its own name.

    A theme that loads pages by script reads and sets the `href` of links as a string, which in SVG
    it is not: hence the older name of the attribute, and the `target`.
    """
    for parent in list(root.iter()):
        for index, node in enumerate(list(parent)):
            match = _NODE.fullmatch(node.get("id", ""))
            if match and match[1] in targets:
                words, address = targets[match[1]]
                attributes = {
                    f"{{{_XLINK}}}href": address,
                    "target": "_self",
                    "role": "link",
                    "aria-label": words,
                }
                anchor = ElementTree.Element(f"{{{_SVG}}}a", attributes)
                anchor.append(node)
                parent[index] = anchor


def picture(source: str, draw: Callable[[str], str] = draw) -> str:
    """Return an author's diagram as the `data:` address of an image.

    An image cannot run scripts, load resources or change the page's styles, whatever the renderer
    writes for the author's text.

    Raises:
        DiagramSyntaxError: the text is not a diagram.
    """
    return "data:image/svg+xml;base64," + b64encode(draw(source).encode()).decode()


def _slim(root: ElementTree.Element, name: str) -> None:
    """Remove unreferenced elements and attributes, shorten numbers, and prefix every id."""
    own = root.get("id", "")
    used = set(_URL.findall(" ".join(v for e in root.iter() for v in e.attrib.values())))
    for parent in list(root.iter()):
        for child in list(parent):
            tag = child.tag.rpartition("}")[2]
            unused = tag in ("marker", "filter", "linearGradient") and child.get("id") not in used
            if tag == "style" or unused or _is_hollow(child, tag):
                parent.remove(child)
    for element in root.iter():
        for key, value in list(element.attrib.items()):
            if (
                key.startswith(_DROPPED_ATTRIBUTES)
                or key in _THEMED
                or (key == "id" and value not in used and element is not root)
            ):
                del element.attrib[key]
            elif key == "class":
                _set_or_remove(element, key, _UNSTYLED.sub("", value).strip())
            elif key == "id":
                element.set(key, value.replace(own, name, 1))
            elif "url(#" in value:
                element.set(key, value.replace(f"url(#{own}", f"url(#{name}"))
            elif _LONG_NUMBER.search(value):
                element.set(key, _LONG_NUMBER.sub(lambda m: f"{float(m[0]):.1f}", value))


def _set_or_remove(element: ElementTree.Element, key: str, value: str) -> None:
    if value:
        element.set(key, value)
    else:
        del element.attrib[key]


def _is_hollow(element: ElementTree.Element, tag: str) -> bool:
    return tag in ("g", "defs") and not len(element) and not (element.text or "").strip()
