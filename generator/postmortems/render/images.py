"""Images of the evidence within an author's text.

A page shows an image only from the evidence of its incident, and on a site only if that file is
published. An image at another address stays a link, since a page makes no requests elsewhere.
"""

from collections.abc import Callable

from ..model.images import IMAGE, local_path

Image = Callable[[str, str], str | None]
"""Returns the Markdown for an image, from its words and its path; None to show it as a link."""


def no_image(words: str, path: str) -> str | None:
    """Return None: there are no files beside the text."""
    return None


def with_images(text: str, image: Image, escape: Callable[[str], str]) -> str:
    """Return a text without code as Markdown, with its images.

    `escape` returns the text between them as Markdown.
    """
    parts: list[str] = []
    end = 0
    for match in IMAGE.finditer(text):
        path = local_path(match)
        if path is not None and (shown := image(match["words"], path)) is not None:
            parts += [escape(text[end : match.start()]), shown]
            end = match.end()
    return "".join([*parts, escape(text[end:])])
