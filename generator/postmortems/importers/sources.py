"""Make drafts of files, each in the format that its content has."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import tzinfo

from ..evidence import DEFAULT_LIMITS, Clock, Source, UnreadableEvidenceError
from .draft import Draft
from .inputs import MOST_BYTES, InputFile, UnreadableInput
from .tools import TOOLS, Tool, tool_of

DOCUMENT = "document"
"""The name of the formats of documents: Markdown, HTML and others."""
FORMATS = (DOCUMENT, *TOOLS)
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


def read_sources(
    files: Iterable[InputFile | UnreadableInput], zone: tzinfo | None, only: str | None
) -> ReadSources:
    """Read files.

    Args:
        files: the files.
        zone: the zone of times that name none.
        only: the format that is tried; None for all.
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
            tool = _tool(source, only)
        except UnreadableEvidenceError as error:
            result.unreadable.append(UnreadableInput(file.name, error.reason, error.hint))
            continue
        if tool:
            by_tool[tool.name].append(source)
        else:
            _add_document(result, file, zone, only)
    for name, sources in by_tool.items():
        _add_exports(result, TOOLS[name], sources)
    result.drafts.sort(key=lambda draft: draft.source)
    return result


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


def _add_document(
    result: ReadSources, file: InputFile, zone: tzinfo | None, only: str | None
) -> None:
    if only in (None, DOCUMENT) and read_document(result, file, zone):
        return
    if file.is_named:
        reason = f"the file is not of the format `{only}`" if only else "its format is not known"
        hint = "leave out `--from`" if only else f"these can be imported: {', '.join(FORMATS)}"
        result.unreadable.append(UnreadableInput(file.name, reason, hint))
    else:
        result.unknown.append(file.name)


def read_document(result: ReadSources, file: InputFile, zone: tzinfo | None) -> bool:
    """Add the drafts of a document; return whether the file is one."""
    return False
