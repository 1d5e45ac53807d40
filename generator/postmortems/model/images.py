"""Images in texts: `![words](evidence/graph.png)`, a file of the incident's evidence."""

import re
from collections.abc import Collection, Iterator
from urllib.parse import unquote

KINDS = (".gif", ".jpeg", ".jpg", ".png")
"""The endings of files that a site shows as images. It publishes other kinds as plain text."""
IMAGE = re.compile(
    r"!\[(?P<words>(?:[^\[\]]|\[[^\[\]]{0,500}\]){0,500})\]"
    r"\(\s{0,9}(?:<(?P<enclosed>[^<>]{0,1000})>"
    r"|(?P<target>(?:[^\s()<>\"]|\([^\s()<>\"]{0,500}\)){0,1000}))"
    r"(?:\s{1,9}\"[^\"]{0,500}\")?\s{0,9}\)"
)
"""An image; brackets in its words and parentheses in its address must be in pairs."""
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\#?&]")


def local_path(image: re.Match[str]) -> str | None:
    """Return the path of the file that an image shows; None if it is not within the folder."""
    target = (image["target"] if image["enclosed"] is None else image["enclosed"]).strip()
    if _ELSEWHERE.match(target):
        return None
    path = unquote(target).removeprefix("./")
    return None if _ELSEWHERE.match(path) or ".." in path.split("/") else path


def image_paths(text: str) -> Iterator[str]:
    """Yield the paths of the files that the images of a text show."""
    if "![" in text:
        paths = (local_path(match) for match in IMAGE.finditer(text))
        yield from (path for path in paths if path)


def without_paths(text: str, known: Collection[str]) -> str:
    """Return a text without the paths of its images that are not in `known`.

    An image at an address elsewhere is not changed: it is a link.
    """

    def replaced(match: re.Match[str]) -> str:
        path = local_path(match)
        return match[0] if path is None or path in known else f"![{match['words']}]()"

    return IMAGE.sub(replaced, text) if "![" in text else text
