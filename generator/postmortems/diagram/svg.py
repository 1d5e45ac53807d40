"""Mermaid to SVG at build time, without a browser: small, themed by our stylesheet, one id space."""

import re
from functools import lru_cache
from xml.etree import ElementTree

_SVG = "http://www.w3.org/2000/svg"
_CONFIG = (
    '%%{init: {"look": "classic", "fontFamily": "Arial, Helvetica, sans-serif", '
    '"flowchart": {"wrappingWidth": 190, "nodeSpacing": 36, "rankSpacing": 44}}}%%\n'
)
_LONG_NUMBER = re.compile(r"-?\d+\.\d{2,}(?:e-?\d+)?")
_DROPPED_ATTRIBUTES = ("data-", "aria-roledescription", "alignment-baseline")
_URL = re.compile(r"url\(#([^)]+)\)")

ElementTree.register_namespace("", _SVG)


class Unparsable(ValueError):
    """The text is not a mermaid diagram. `line` is where, from 1, if the parser says."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


@lru_cache(maxsize=512)
def draw(source: str) -> str:
    """Draw a diagram of any kind in mermaid's own colours.

    Raises:
        Unparsable: the text is not a diagram.
    """
    # The renderer's library is 27 MB; commands that draw nothing do without.
    import mmdr

    try:
        return mmdr.render(_CONFIG + source).svg()
    except ValueError as error:
        message = re.sub(r"^Diagram parse error \(([^)]*)\): ", r"\1: ", str(error))
        raise Unparsable(message, _line_of(str(error))) from error


def _line_of(message: str) -> int:
    found = re.search(r"line (\d+)", message)
    return max(1, int(found[1]) - _CONFIG.count("\n")) if found else 1


def root_cause_svg(source: str, name: str, title: str) -> str:
    """The root cause's diagram, its colours left to the stylesheet by the classes of its nodes.

    Args:
        source: what `mermaid.source` made.
        name: a prefix that makes every id of this drawing its own on the page.
        title: what the picture shows, for those who cannot see it.
    """
    root = _slim(ElementTree.fromstring(draw(source)), name)  # noqa: S314 - our renderer's output
    for element in root.iter():
        element.attrib.pop("style", None)
        element.attrib.pop("fill", None)
        element.attrib.pop("stroke", None)
    for text in root.iter(f"{{{_SVG}}}text"):
        text.attrib = {key: text.attrib[key] for key in ("x", "y", "class") if key in text.attrib}
        text.set("class", "pm-label")
    for marker in root.iter(f"{{{_SVG}}}marker"):
        marker.set("class", "pm-arrow")
    return _finish(root, name, title, "pm-svg pm-root-cause")


def plain_svg(source: str, name: str, title: str) -> str:
    """A diagram of the author's own, with mermaid's colours, to be shown on white.

    Raises:
        Unparsable: the text is not a diagram.
    """
    root = _slim(ElementTree.fromstring(draw(source)), name, keep_style=True)  # noqa: S314
    return _finish(root, name, title, "pm-svg")


def _slim(
    root: ElementTree.Element, name: str, *, keep_style: bool = False
) -> ElementTree.Element:
    """Drop what nothing refers to, shorten numbers, and give every id the prefix."""
    own = root.get("id", "")
    used = set(_URL.findall(" ".join(v for e in root.iter() for v in e.attrib.values())))
    for parent in list(root.iter()):
        for child in list(parent):
            tag = child.tag.rpartition("}")[2]
            unused = tag in ("marker", "filter", "linearGradient") and child.get("id") not in used
            if (tag == "style" and not keep_style) or unused or _is_hollow(child, tag):
                parent.remove(child)
            elif tag == "style" and own:
                child.text = re.sub(rf"#{re.escape(own)}(?![\w])", f"#{name}", child.text or "")
    for element in root.iter():
        for key, value in list(element.attrib.items()):
            if key.startswith(_DROPPED_ATTRIBUTES):
                del element.attrib[key]
            elif key == "id":
                element.set(key, value.replace(own, name, 1) if own else f"{name}-{value}")
            elif "url(#" in value and own:
                element.set(key, value.replace(f"url(#{own}", f"url(#{name}"))
            elif _LONG_NUMBER.search(value):
                element.set(key, _LONG_NUMBER.sub(lambda m: f"{float(m[0]):.1f}", value))
    return root


def _is_hollow(element: ElementTree.Element, tag: str) -> bool:
    return tag in ("g", "defs") and not len(element) and not (element.text or "").strip()


def _finish(root: ElementTree.Element, name: str, title: str, classes: str) -> str:
    width = float((root.get("viewBox") or "0 0 100 100").split()[2])
    root.attrib = {
        key: value for key, value in root.attrib.items() if key in ("viewBox", "id", "style")
    }
    root.attrib.update({"class": classes, "role": "img", "aria-labelledby": f"{name}-title"})
    root.set("style", f"width:{width:.0f}px")
    heading = ElementTree.Element(f"{{{_SVG}}}title", {"id": f"{name}-title"})
    heading.text = title
    root.insert(0, heading)
    return ElementTree.tostring(root, encoding="unicode")
