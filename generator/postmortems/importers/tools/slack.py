"""Slack exports: the messages of a channel or of a thread, one incident each."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from ...evidence import Source
from ..draft import Draft
from .draft_of_record import DraftOfRecord
from .markup import slack_text
from .record import ToolRecord, epoch_time, items
from .tool import Tool

NAME = "slack"
_SPOKEN = frozenset({"", "thread_broadcast", "me_message", "file_share", "reply_broadcast"})
"""The subtypes of messages of people; the others are joins, topics and the like."""


def recognize(source: Source) -> str | None:
    """Recognize messages with `ts`, or the users or channels of an export."""
    data: Any = source.json
    messages = _messages(data)
    if messages and all(epoch_time(one.value("ts")) for one in messages[:3]):
        return "messages with `ts`"
    if _users(data):
        return "the users of a Slack export"
    if _channels(data):
        return "the channels of a Slack export"
    return None


def _messages(data: Any) -> list[ToolRecord]:
    messages = items(data, "messages")
    return messages if messages and all("ts" in one.values for one in messages[:3]) else []


def _users(data: Any) -> list[ToolRecord]:
    return _with_keys(items(data, "members"), {"id", "profile"})


def _channels(data: Any) -> list[ToolRecord]:
    return _with_keys(items(data, "channels"), {"id", "name", "members", "created"})


def _with_keys(records: list[ToolRecord], keys: set[str]) -> list[ToolRecord]:
    """Return the records if the first of them have the keys; none otherwise."""
    return records if all(keys <= record.values.keys() for record in records[:3]) else []


@dataclass
class _Channel:
    """The messages of a channel, from the files of its days."""

    sources: list[Source] = field(default_factory=list)
    messages: list[ToolRecord] = field(default_factory=list)


def read(sources: Sequence[Source]) -> list[Draft]:
    """Return a draft for each channel: for each folder, and for each file beside no other day."""
    names: dict[str, str] = {}
    about: dict[str, ToolRecord] = {}
    channels: dict[str, _Channel] = defaultdict(_Channel)
    for source in sources:
        data: Any = source.json
        names |= {user.text("id"): _name(user) for user in _users(data) if _name(user)}
        about |= {channel.text("name"): channel for channel in _channels(data)}
        if messages := _messages(data):
            channel = channels[_channel_of(source)]
            channel.sources.append(source)
            channel.messages += messages
    return [
        _draft(name, channel, about.get(name, ToolRecord({})), names)
        for name, channel in channels.items()
    ]


def _name(user: ToolRecord) -> str:
    return user.text("profile.display_name", "profile.real_name", "real_name", "name")


def _channel_of(source: Source) -> str:
    """Return the name of a channel: the folder of a file named after a day, or the file's name."""
    path = PurePosixPath(source.name.replace("\\", "/"))
    is_day = len(path.stem) == 10 and path.stem.replace("-", "").isdigit()
    return path.parent.name if is_day and path.parent.name else path.stem


def _draft(name: str, channel: _Channel, about: ToolRecord, names: Mapping[str, str]) -> Draft:
    messages = sorted(_once(channel.messages), key=lambda one: one.text("ts"))
    first = messages[0].text("ts")
    record = ToolRecord({"channel": name, "messages": [one.values for one in messages]})
    made = DraftOfRecord(NAME, channel.sources[0], record, f"{name}-{first}", 1)
    purpose = slack_text(about.text("purpose.value", "topic.value"), names)
    made.put("title", purpose.partition("\n")[0] or f"Incident of the channel {name}")
    made.comment("title", f"Slack has the channel `{name}`.")
    bots = 0
    for message in messages:
        is_bot = bool(message.text("bot_id")) or message.text("subtype") == "bot_message"
        bots += is_bot
        if not is_bot and message.text("subtype") in _SPOKEN:
            _add_message(made, message, names)
    if bots:
        noun = "message" if bots == 1 else "messages"
        made.unplaced(f"{bots} bot {noun}", "what bots write becomes no row")
    return made.finished()


def _once(messages: Sequence[ToolRecord]) -> Iterator[ToolRecord]:
    """Yield each message once; pages of an export overlap."""
    known = set()
    for message in messages:
        key = (message.text("ts"), message.text("user", "bot_id"))
        if key not in known and epoch_time(message.value("ts")):
            known.add(key)
            yield message


def _add_message(made: DraftOfRecord, message: ToolRecord, names: Mapping[str, str]) -> None:
    text = slack_text(message.text("text"), names)
    files = [one.text("title", "name") for one in message.records("files")]
    attached = f"[files: {', '.join(filter(None, files))}]" if any(files) else ""
    made.row(epoch_time(message.value("ts")), " ".join(filter(None, (text, attached))))


TOOL = Tool(NAME, recognize, read)
