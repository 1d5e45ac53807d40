"""Make drafts of files, each in the format that its content has."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from pathlib import PurePosixPath

from ..evidence import DEFAULT_LIMITS, Clock, Source, UnreadableEvidenceError
from .documents import read_documents
from .draft import Draft
from .errors import UnreadableDocumentError
from .inputs import MOST_BYTES, InputFile, UnreadableInput
from .tools import TOOLS, Tool, has_more, tool_of

DOCUMENT = "document"
"""The name of the formats of documents: Markdown, HTML and others."""
FORMATS = (DOCUMENT, *TOOLS)
_SUFFIXES = frozenset(
    {".md", ".markdown", ".txt", ".text", ".html", ".htm", ".xhtml", ".docx", ".pdf"}
)
"""The suffixes of the files in folders that are tried as documents."""
_LIMITS = replace(DEFAULT_LIMITS, stored_bytes=MOST_BYTES, unpacked_bytes=MOST_BYTES)


@dataclass
class ReadSources:
    """The drafts of several files.

    `unreadable` are the files that cannot be read, `unknown` the names of files in folders whose
    format is not known, and `stored` holds the content of files by name.
    """

    drafts: list[Draft] = field(default_factory=list)
    unreadable: list[UnreadableInput] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    stored: dict[str, bytes] = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)
    """The names of files that are not the last page of an export."""


def read_sources(
    files: Iterable[InputFile | UnreadableInput],
    zone: tzinfo | None,
    only: str | None,
    severities: Collection[str] = (),
) -> ReadSources:
    """Read files.

    Args:
        files: the files.
        zone: the zone of times that name none.
        only: the format that is tried; None for all.
        severities: the levels of the rubric.
    """
    result = ReadSources()
    by_tool: dict[str, list[Source]] = defaultdict(list)
    for file in files:
        if isinstance(file, UnreadableInput):
            result.unreadable.append(file)
            continue
        result.stored[file.name] = file.stored
        source = Source(file.name, file.stored, Clock(zone=zone), limits=_LIMITS)
        try:
            if tool := _tool(source, only):
                by_tool[tool.name].append(source)
                result.pages += [file.name] if has_more(source.json) else []
            elif _may_be_document(file, source, only):
                result.drafts += read_documents(file.name, source.data, zone, severities)
            else:
                _add_unknown(result, file, only)
        except (UnreadableEvidenceError, UnreadableDocumentError) as error:
            result.unreadable.append(UnreadableInput(file.name, error.reason, error.hint))
    for name, sources in by_tool.items():
        _add_exports(result, TOOLS[name], sources)
    result.drafts.sort(key=lambda draft: draft.source)
    return result


def _may_be_document(file: InputFile, source: Source, only: str | None) -> bool:
    """Return whether a file is tried as a document: a named one, or one with a usual suffix."""
    if only not in (None, DOCUMENT) or source.json is not None:
        return False
    return file.is_named or PurePosixPath(file.name).suffix.lower() in _SUFFIXES


def _add_unknown(result: ReadSources, file: InputFile, only: str | None) -> None:
    """Add a file of no known format, as an error if a person named it."""
    if not file.is_named:
        result.unknown.append(file.name)
        return
    reason = f"the file is not of the format `{only}`" if only else "its format is not known"
    hint = "leave out `--from`" if only else f"these can be imported: {', '.join(FORMATS)}"
    result.unreadable.append(UnreadableInput(file.name, reason, hint))


def _tool(source: Source, only: str | None) -> Tool | None:
    if only == DOCUMENT:
        return None
    if only:
        return TOOLS[only] if TOOLS[only].recognize(source) else None
    recognized = tool_of(source)
    return recognized[0] if recognized else None


def _add_exports(result: ReadSources, tool: Tool, sources: Sequence[Source]) -> None:
    """Read the files of a tool together; one by one if one of them cannot be read."""
    try:
        result.drafts += tool.read(sources)
    except UnreadableEvidenceError as error:
        if len(sources) == 1:
            [source] = sources
            result.unreadable.append(UnreadableInput(source.name, error.reason, error.hint))
            return
        for source in sources:
            _add_exports(result, tool, [source])
