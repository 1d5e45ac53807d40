"""Reading a JSON document whose shape nobody promised: typed, with one-line complaints."""

from collections.abc import Iterator, Mapping
from typing import Any


class UnconvertibleError(Exception):
    """A document cannot be converted; the text says why, in one line."""


class Fields:
    """A JSON object whose keys are taken one by one, so that it can tell what nobody took."""

    def __init__(self, value: object, path: str = "") -> None:
        self._path = path
        if not isinstance(value, dict):
            raise UnconvertibleError(
                f"`{path}` is not an object" if path else "the document is not an object"
            )
        self._rest: dict[str, Any] = dict(value)
        self._parts: list[Fields] = []

    def text(self, *keys: str) -> str | None:
        """The text of the first of these keys that has one. A number is a text; blank is none."""
        for key in keys:
            value = self._rest.pop(key, None)
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                value = str(value)
            if value is not None and not isinstance(value, str):
                raise UnconvertibleError(f"`{self._path_of(key)}` is not text")
            if value and value.strip():
                return value
        return None

    def required(self, key: str) -> str:
        """The text of a key that has to be there."""
        if (text := self.text(key)) is None:
            raise UnconvertibleError(f"the key `{self._path_of(key)}` is missing")
        return text

    def choice(self, key: str, meanings: Mapping[str, str]) -> str | None:
        """What the word of a key means, by its lower case; a word without a meaning is left."""
        word = self.text(key)
        meaning = meanings.get(word.strip().lower()) if word else None
        if word and meaning is None:
            self._rest[key] = word
        return meaning

    def texts(self, key: str) -> list[str]:
        """The list of texts of a key; an absent one is empty."""
        values = self._list(key)
        if not all(isinstance(value, str) for value in values):
            raise UnconvertibleError(f"`{self._path_of(key)}` holds something that is not text")
        return [value for value in values if value.strip()]

    def objects(self, key: str) -> list["Fields"]:
        """The objects that the list of a key holds."""
        found = [Fields(value, f"{self._path_of(key)}[]") for value in self._list(key)]
        self._parts += found
        return found

    def object(self, key: str) -> "Fields":
        """The object of a key; an absent one is empty."""
        value = self._rest.pop(key, None)
        found = Fields({} if value is None else value, self._path_of(key))
        self._parts.append(found)
        return found

    def names(self) -> list[str]:
        """The keys that nobody took yet."""
        return list(self._rest)

    def untaken(self) -> Iterator[str]:
        """The full paths of the keys that nobody took, here and in the objects within."""
        yield from map(self._path_of, self._rest)
        for part in self._parts:
            yield from part.untaken()

    def _list(self, key: str) -> list[Any]:
        value = self._rest.pop(key, None)
        if value is not None and not isinstance(value, list):
            raise UnconvertibleError(f"`{self._path_of(key)}` is not a list")
        return value or []

    def _path_of(self, key: str) -> str:
        return f"{self._path}.{key}" if self._path else key
