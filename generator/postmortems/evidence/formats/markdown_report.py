"""Documents in Markdown, whose text is readable as it is."""

import re

from ..format import Format
from ..readable_text import is_text, plain
from ..records import Reading
from ..source import Source

_FRONT_MATTER = re.compile(r"---\n(?:[^\n]*\n){0,100}?---\n")
_HEADING = re.compile(r"(?:\A|\n)#{1,6} \S[^\n]*\n\s*\n|(?:\A|\n)#{1,6} [A-Z][^\n]*\n|\n[=-]{4,}\n")
_MARKUP = re.compile(r"(?m)^(?:[-*+] |\d+\. |> |\|.*\|$|```)|\*\*\S|\]\(\S")
_PROSE = re.compile(r"(?m)^[^\s#>|\d\[{<][^\n]{20,}")


def _recognize(source: Source) -> str | None:
    head = source.head.replace("\r\n", "\n")
    if not is_text(source) or head.lstrip()[:1] in ("{", "[", "<"):
        return None
    if _FRONT_MATTER.match(head):
        return "a document that begins with front matter"
    has_blank_line = "\n\n" in head
    if has_blank_line and _HEADING.search(head) and (_MARKUP.search(head) or _PROSE.search(head)):
        return "text with headings of Markdown"
    return None


def _read(source: Source, why: str) -> Reading:
    return Reading("markdown_report", "report", why, text=plain(source.text), record_count=1)


FORMAT = Format("markdown_report", "report", _recognize, _read)
