"""Documents as plain text: any text that the author calls a report."""

from ..errors import UnreadableEvidenceError
from ..format import Format
from ..readable_text import is_text, plain
from ..records import Reading
from ..source import Source


def _recognize(source: Source) -> str | None:
    return "text that is called a report" if is_text(source) else "a file that is called a report"


def _read(source: Source, why: str) -> Reading:
    if not is_text(source):
        raise UnreadableEvidenceError(
            "the report is not text",
            "save it as Markdown, HTML or text; or use the kind `other`, which only links it",
        )
    return Reading("text_report", "report", why, text=plain(source.text), record_count=1)


FORMAT = Format("text_report", "report", _recognize, _read, needs_kind=True)
