"""The base class of mappings that take keys of a team's own."""

import re
from typing import Any, ClassVar

from pydantic import ConfigDict, model_validator
from pydantic_core import PydanticCustomError

from .record import Record, label
from .scalars import Line, shortened


class OpenRecord(Record):
    """A mapping of the format that also takes keys of a team's own, each with a text."""

    other_keys_help: ClassVar[str] = ""
    """What such a key says."""
    other_keys_pattern: ClassVar[str] = r".*"
    """The pattern of the names of such keys."""
    other_keys_error: ClassVar[str] = ""
    """What is wrong with another name, and what to write."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Line]

    @model_validator(mode="before")
    @classmethod
    def _named(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        for name in value:
            if not re.fullmatch(cls.other_keys_pattern, name):
                raise PydanticCustomError(
                    "unknown-key",
                    "`{text}` {error}",
                    {"text": shortened(name), "error": cls.other_keys_error},
                )
        return {name: text for name, text in value.items() if text is not None}

    @property
    def others(self) -> dict[str, str]:
        """The texts of the keys of the team's own, sorted by their names."""
        return dict(sorted((self.__pydantic_extra__ or {}).items()))

    def recorded(self) -> list[tuple[str, str, Any]]:
        """Return the fields with a value, those of the team's own after the others."""
        return super().recorded() + [
            (name, label(name), text) for name, text in self.others.items()
        ]

    def is_blank(self) -> bool:
        """Return whether no key has a value."""
        return not self.__pydantic_extra__ and super().is_blank()
