"""Word documents as a tree of blocks, through the HTML that mammoth makes of them."""

import io
import re
import zipfile

from ..errors import UnreadableDocumentError
from .html import read_html
from .tree import Document

MAX_UNPACKED = 200 * 1024 * 1024
"""The size of the unpacked parts of the largest document that is read."""
_BLOCK_ENDS = re.compile(r"(</(?:p|h[1-6]|li|tr|ul|ol|table)>)(?=<)")
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
"""


def read_docx(data: bytes) -> Document:
    """Return the tree of a Word document. Its lines are the numbers of its paragraphs.

    Raises:
        UnreadableDocumentError: mammoth is not installed, or the file is damaged or too large.
    """
    try:
        import mammoth
    except ImportError as error:
        raise UnreadableDocumentError(
            "a Word document needs the extra `import`",
            'run `pip install "mkdocs-postmortems[import]"`',
        ) from error
    _check_size(data)
    try:
        html: str = mammoth.convert_to_html(
            io.BytesIO(data), style_map=_STYLES, convert_image=_no_images(mammoth)
        ).value
    except Exception as error:
        # mammoth has no errors of its own; a damaged part raises whatever its parser raises.
        raise UnreadableDocumentError(
            "the Word document is damaged", "export it again, or as Markdown or HTML"
        ) from error
    if not html.strip():
        raise UnreadableDocumentError("the Word document has no text", "export it again")
    return read_html(_BLOCK_ENDS.sub(r"\1\n", html))


def _no_images(mammoth: object) -> object:
    return mammoth.images.img_element(lambda image: {"src": ""})  # type: ignore[attr-defined]


def _check_size(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            infos = parts.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableDocumentError(
            "the file is no Word document", "import Markdown, HTML, docx or PDF"
        ) from error
    if sum(info.file_size for info in infos) > MAX_UNPACKED:
        raise UnreadableDocumentError(
            "the unpacked document is too large", "import a smaller part of it"
        )
    if not any(info.filename == "word/document.xml" for info in infos):
        raise UnreadableDocumentError(
            "the archive is no Word document", "unpack it, and import the documents in it"
        )
