"""Candidates for rows of the timeline from chats that are kept as evidence."""

from collections.abc import Iterator
from pathlib import Path

from ..evidence import CandidateRow, UnreadableEvidenceError, Window
from ..evidence.opening import source_of
from ..evidence.readable_text import printable
from ..evidence.redaction import Redactor
from ..importers.tools.slack import TOOL
from ..model import Incident, Moment

MOST = 40
"""The messages of a chat that are suggested."""
_LONGEST = 300


def chat_rows(folder: Path, incident: Incident) -> Iterator[CandidateRow]:
    """Yield the first messages of people in each chat of Slack, from the start of an incident on.

    Args:
        folder: the folder of the incident.
        incident: the incident; without a recorded start nothing is suggested.
    """
    window, redactor = Window.of(incident), Redactor()
    for index, entry in enumerate(incident.evidence):
        try:
            source = source_of(folder, entry, incident)
            if not TOOL.recognize(source):
                continue
        except UnreadableEvidenceError:
            continue
        rows = [row for draft in TOOL.read([source]) for row in draft.data.get("timeline", ())]
        messages = [(Moment.parse(str(row["time"])).at, str(row["event"])) for row in rows]
        for time, text in [one for one in messages if window.is_sign(one[0])][:MOST]:
            words = printable(redactor.redact(" ".join(text.split())))[:_LONGEST]
            yield CandidateRow(time, words, index, None, "a message of the chat")
