"""Mermaid to SVG at build time, without a browser: small, themed by our stylesheet."""

import os
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from functools import lru_cache
from xml.etree import ElementTree

from ..model import PostmortemsError
from .mermaid import JOINER

_SVG = "http://www.w3.org/2000/svg"
_CONFIG = (
    '%%{init: {"look": "classic", "fontFamily": "Arial, Helvetica, sans-serif", '
    '"flowchart": {"wrappingWidth": 190, "nodeSpacing": 36, "rankSpacing": 44}}}%%\n'
)
_LONG_NUMBER = re.compile(r"-?\d+\.\d{2,}(?:e-?\d+)?")
_DROPPED_ATTRIBUTES = ("data-", "aria-roledescription", "alignment-baseline")
_THEMED = frozenset({"style", "fill", "stroke", "stroke-width"})
_URL = re.compile(r"url\(#([^)]+)\)")

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
"""How long an author's diagram may compute, where the operating system can limit that. The limit
also ends a drawing whose build was killed."""
PATIENCE = 10
"""How long it may take on a busy machine, in seconds."""

LEAST_WIDTH = 640
"""The width below which a drawing's labels cannot be read, in CSS pixels."""

ElementTree.register_namespace("", _SVG)


class DiagramSyntaxError(PostmortemsError, ValueError):
    """The text is not a mermaid diagram. `line` is where, from 1, if the parser says."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


def draw(source: str) -> str:
    """Draw a diagram of an author's in mermaid's own colours.

    It is drawn in a process of its own, which can be stopped: the renderer is native code and
    does not come back from every text.

    Raises:
        DiagramSyntaxError: the text is not a diagram, or takes too long to draw.
    """
    outcome, _ = drawn(source)
    if isinstance(outcome, DiagramSyntaxError):
        raise outcome
    return outcome


@lru_cache(maxsize=512)
def drawn(source: str) -> tuple[str | DiagramSyntaxError, float]:
    """Return the drawing of an author's diagram or why there is none, and the seconds it took.

    A text that cannot be drawn is tried once, though the check and the page ask for it.
    """
    before = _spent()
    try:
        outcome: str | DiagramSyntaxError = _drawn_apart(_CONFIG + _COMMENT.sub("", source))
    except DiagramSyntaxError as error:
        outcome = error
    return outcome, _spent() - before


def _spent() -> float:
    """Return the seconds that the drawings have computed so far; wall time on Windows."""
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
    if done.returncode < 0:  # a signal ended it: of the limit, or of the renderer's own fault
        raise DiagramSyntaxError(
            f"it takes more than {CPU_SECONDS} seconds to draw, or the renderer failed"
        )
    if done.returncode:
        message = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise _unparsable(message.removeprefix("ValueError: "))
    return done.stdout.decode("utf-8")


def _draw_own(source: str) -> str:
    # The renderer's library is 27 MB; commands that draw nothing do without.
    import mmdr

    try:
        return mmdr.render(_CONFIG + source).svg()
    except ValueError as error:
        raise _unparsable(str(error)) from error


def _unparsable(message: str) -> DiagramSyntaxError:
    words = re.sub(r"^Diagram parse error \(([^)]*)\): ", r"\1: ", message)
    return DiagramSyntaxError(words, _line_of(message))


def _line_of(message: str) -> int:
    found = re.search(r"line (\d+)", message)
    return max(1, int(found[1]) - _CONFIG.count("\n")) if found else 1


def graph_svg(source: str, name: str, title: str) -> str:
    """A graph of our own, its colours left to the stylesheet by the classes of its nodes.

    Args:
        source: what a function of `mermaid` made.
        name: a prefix that makes every id of this drawing its own on the page.
        title: what the picture shows, for those who cannot see it.
    """
    root = ElementTree.fromstring(_draw_own(source))  # noqa: S314 - our own renderer's output
    width = float((root.get("viewBox") or "0 0 100 100").split()[2])
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
        "role": "img",
        "aria-labelledby": f"{name}-title",
        # On a phone the drawing scrolls in its frame rather than shrink beyond reading.
        "style": f"width:{width:.0f}px;min-width:min({width:.0f}px,{LEAST_WIDTH}px)",
    }
    heading = ElementTree.Element(f"{{{_SVG}}}title", {"id": f"{name}-title"})
    heading.text = title
    root.insert(0, heading)
    return ElementTree.tostring(root, encoding="unicode")


def picture(source: str, draw: Callable[[str], str] = draw) -> str:
    """A diagram of the author's own as the address of an image.

    An image cannot run scripts, load anything or touch the page's styles, whatever the author's
    text made the renderer write.

    Raises:
        DiagramSyntaxError: the text is not a diagram.
    """
    return "data:image/svg+xml;base64," + b64encode(draw(source).encode()).decode()


def _slim(root: ElementTree.Element, name: str) -> None:
    """Drop what nothing refers to, shorten numbers, and give every id the prefix."""
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
            if key.startswith(_DROPPED_ATTRIBUTES) or key in _THEMED:
                del element.attrib[key]
            elif key == "id":
                element.set(key, value.replace(own, name, 1))
            elif "url(#" in value:
                element.set(key, value.replace(f"url(#{own}", f"url(#{name}"))
            elif _LONG_NUMBER.search(value):
                element.set(key, _LONG_NUMBER.sub(lambda m: f"{float(m[0]):.1f}", value))


def _is_hollow(element: ElementTree.Element, tag: str) -> bool:
    return tag in ("g", "defs") and not len(element) and not (element.text or "").strip()
