"""Turn pydantic's errors into problems that tell an author how to fix the value."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from pydantic_core import ErrorDetails

from ..model import Loc, Place, Problem
from ..model.format import fields, required_names, value_at
from ..model.scalars import shortened
from ..model.suggestions import did_you_mean

_EXPECTED = {
    "string_type": "text",
    "model_type": "a mapping (`key: value`)",
    "model_attributes_type": "a mapping (`key: value`)",
    "dict_type": "a mapping (`key: value`)",
    "tuple_type": "a list",
    "list_type": "a list",
    "int_parsing": "a whole number",
    "int_parsing_size": "a whole number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_parsing": "a number",
    "float_type": "a number",
    "bool_parsing": "`true` or `false`",
    "bool_type": "`true` or `false`",
}


_POINTS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_COMMA = re.compile(r"\d+,\d+")


class Places(Protocol):
    """The places of values."""

    def place(self, loc: Loc, key: bool = False) -> Place:
        """Return the place of a value, or of its key."""

    def is_flow(self, loc: Loc) -> bool:
        """Return whether a value is a mapping or list in flow style, with braces or brackets."""


class Names(Protocol):
    """The names of the catalogues."""

    def name_of(self, field: str, text: str) -> str | None:
        """Return the name of the entry with this title or statement, or None."""


@dataclass(frozen=True)
class InvalidValue:
    """A value that the model rejected: the model, pydantic's error, and the places of values."""

    kind: Any
    detail: ErrorDetails
    places: Places
    names: Names | None = None

    @property
    def loc(self) -> Loc:
        """The keys and indexes of the value."""
        return self.detail["loc"]

    def problem(self) -> Problem:
        """Return the problem of the value."""
        code = self.detail["type"]
        if code == "missing":
            name, place = self.loc[-1], self.places.place(self.loc[:-1])
            return Problem(place, "missing-key", f"`{name}` is missing", f"add `{name}:`")
        if code == "extra_forbidden":
            return self._unknown_key()
        if code == "literal_error":
            return self._unknown_value()
        place = self.places.place(self.loc)
        if code in _EXPECTED:
            return Problem(place, "wrong-type", *self._wrong_type(_EXPECTED[code]))
        if code == "too_long" and isinstance(self.detail["input"], str):
            limit, length = self.detail["ctx"]["max_length"], len(str(self.detail["input"]))
            message = f"{where(self.loc)} has {length:,} characters, more than the {limit} allowed"
            return Problem(place, "text-too-long", message, "shorten it")
        if code in ("greater_than_equal", "less_than_equal"):
            limit = self.detail["ctx"].get("ge", self.detail["ctx"].get("le"))
            word = "less" if code == "greater_than_equal" else "more"
            message = f"{where(self.loc)} cannot be {word} than {limit:g}"
            return Problem(place, "wrong-type", message)
        return self._own_error(place)

    def _own_error(self, place: Place) -> Problem:
        """Return the problem of an error that a validator of the model raised."""
        code, text = self.detail["type"], self.detail["msg"]
        message, _, hint = text.rpartition("; ") if "; " in text else (text, "", "")
        value = self.detail["input"]
        if self.names and isinstance(value, str) and "is not a name" in message:
            field = next((step for step in reversed(self.loc) if isinstance(step, str)), "")
            if name := self.names.name_of(field, value):
                hint = f"write its name: `{name}`"
        return Problem(place, code if "-" in code else "wrong-type", message, hint)

    def _unknown_key(self) -> Problem:
        name, parent = str(self.loc[-1]), self.loc[:-1]
        keys = _keys(self.kind, parent)
        hint = did_you_mean(name, keys, f"the keys here are {_listed(keys)}")
        if " " in name.strip() and self.places.is_flow(parent):
            hint = "quote the text: within braces a comma starts a new key"
        elif " " in name.strip() and parent and isinstance(parent[-1], int):
            hint = "quote the text: the part before a colon and a space is a key"
        elif " " in name.strip():
            hint = "indent the line if it continues the text above it"
        message = f"`{shortened(name)}` is not a key of {where(parent)}"
        return Problem(self.places.place(self.loc, True), "unknown-key", message, hint)

    def _unknown_value(self) -> Problem:
        value = str(self.detail["input"])
        expected = value_at(self.kind, self.loc)
        allowed = [str(choice) for choice in expected.choices] if expected else []
        hint = did_you_mean(value, allowed, f"the values are {_listed(allowed)}")
        message = f"`{shortened(value)}` is not a value of {where(self.loc)}"
        return Problem(self.places.place(self.loc), "unknown-value", message, hint)

    def _wrong_type(self, expected: str) -> tuple[str, str]:
        value = self.detail["input"]
        row = f"row {self._last + 1} of " if isinstance(self._last, int) else ""
        message = f"{row}{where(self.loc)} takes {expected}, not {_short_kind(value)}"
        if isinstance(value, str) and "number" in expected and (hint := _number_hint(value)):
            return message, hint
        if isinstance(value, (list, dict)) and "number" in expected:
            return message, ""
        return message, self._hint()

    @property
    def _last(self) -> str | int:
        return self.loc[-1] if self.loc else ""

    def _hint(self) -> str:
        """Return an example of the mapping or list that is expected; empty for other types."""
        value, expected = self.detail["input"], value_at(self.kind, self.loc)
        is_list, record = (expected.is_list, expected.record) if expected else (False, None)
        if record is None:
            needs_list = is_list and isinstance(value, dict)
            return "write a list, one item per line: `- …`" if needs_list else ""
        keys = required_names(record) or list(fields(record))[:2]
        first = shortened(value) if isinstance(value, str) else "…"
        pairs = ", ".join(f"{key}: {first if key == keys[0] else '…'}" for key in keys)
        if is_list:
            return f"write a list of rows: `- {{{pairs}}}`"
        return (
            f"write `{{{pairs}}}`" if isinstance(self._last, int) else f"write `{pairs}` below it"
        )


def _number_hint(text: str) -> str:
    """Return a hint for a text that may be a number; empty if it looks like none."""
    text = text.strip()
    if _POINTS.fullmatch(text):
        return f"a point is ambiguous; write `{text.replace('.', '')}` if it separates thousands"
    if _COMMA.fullmatch(text):
        return f"write `{text.replace(',', '.')}` if the comma is a decimal one"
    return ""


def misspelt_key(kind: Any, loc: Loc) -> str:
    """Return the key of the format most similar to an unknown key; empty if none is similar."""
    hint = did_you_mean(str(loc[-1]), _keys(kind, loc[:-1]))
    return hint.split("`")[1] if hint else ""


def where(loc: Loc) -> str:
    """Return the keys of a place, without indexes, for messages."""
    words = [str(step) for step in loc if not isinstance(step, int)]
    return f"`{'.'.join(words)}`" if words else "the file"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _short_kind(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    return f"`{shortened(str(value))}`"


def _keys(kind: Any, loc: Loc) -> list[str]:
    value = value_at(kind, loc)
    return list(fields(value.record)) if value and value.record else []
