"""Images in texts: `![words](evidence/graph.png)`.

A page shows an image only from the evidence of its incident, and on a site only if that file is
published. Everything else stays what it was: an image at another address is a link.
"""

import re
from collections.abc import Callable
from urllib.parse import unquote

Image = Callable[[str, str], str | None]
"""Returns the Markdown for an image, from its words and its path; None if it is not one."""

KINDS = (".gif", ".jpeg", ".jpg", ".png")
"""The endings of files that a site shows as images. It publishes other kinds as plain text."""
IMAGE = re.compile(
    r"!\[(?P<words>[^\[\]]{0,500})\]\(\s{0,9}<?(?P<target>[^\s()<>\"]{0,1000})>?"
    r"(?:\s{1,9}\"[^\"]{0,500}\")?\s{0,9}\)"
)
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/|\\|#|\?|&")


def no_image(words: str, path: str) -> str | None:
    """Return None: there are no files beside the text."""
    return None


def local_path(target: str) -> str | None:
    """Return the path of a file that an image shows; None if it is not a path below the folder."""
    if _ELSEWHERE.match(target):
        return None
    path = unquote(target).removeprefix("./")
    return None if _ELSEWHERE.match(path) or ".." in path.split("/") else path


def with_images(text: str, image: Image, escape: Callable[[str], str]) -> str:
    """Return a text without code as Markdown, with the images that `image` knows.

    `escape` returns the text between them as Markdown.
    """
    parts: list[str] = []
    end = 0
    for match in IMAGE.finditer(text):
        path = local_path(match["target"])
        if path is not None and (shown := image(match["words"], path)) is not None:
            parts += [escape(text[end : match.start()]), shown]
            end = match.end()
    return "".join([*parts, escape(text[end:])])
