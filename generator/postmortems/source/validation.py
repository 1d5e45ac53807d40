"""Plain data to model, with every refusal said in the author's terms and at its place."""

from collections.abc import Callable, Iterable
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ..model import Loc, Place, Problem, Record
from ..model.text import shortened
from .document import did_you_mean
from .left_out import LeftOut, reached, without

Locate = Callable[[Loc, bool], Place]
"""The place of a value (or, with True, of its key)."""

R = TypeVar("R", bound=Record)

_WANTED = {
    "string_type": "text",
    "model_type": "a mapping (`key: value`)",
    "model_attributes_type": "a mapping (`key: value`)",
    "dict_type": "a mapping (`key: value`)",
    "tuple_type": "a list",
    "list_type": "a list",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_parsing": "a number",
    "float_type": "a number",
    "bool_parsing": "`true` or `false`",
    "bool_type": "`true` or `false`",
}


def validate(kind: type[R], data: Any, locate: Locate) -> tuple[R | None, list[Problem], LeftOut]:
    """Make a model of plain data.

    Returns:
        the model, the problems, and what was left out because of them: the model is of the rest,
        in which to look for others. Of a list only the row goes that lacks what it must have. None
        where the whole lacks such a thing.
    """
    problems: list[Problem] = []
    left, rest = LeftOut(), data
    while True:
        try:
            return kind.model_validate(rest), problems, left
        except ValidationError as error:
            details = error.errors(include_url=False)
        problems = problems or [_problem(kind, detail, locate) for detail in details]
        # A value goes first; the row, or whatever holds it, only if it is none without it.
        refused = [detail["loc"] for detail in details]
        if not all(broken := {reached(rest, loc) for loc in refused}):
            return None, problems, left
        left = left.and_also(data, broken, refused)
        rest = without(data, left.locs)


def _problem(kind: Any, detail: ErrorDetails, locate: Locate) -> Problem:
    loc, code = detail["loc"], detail["type"]
    name, parent = str(loc[-1]) if loc else "", loc[:-1]
    if code == "missing":
        return Problem(
            locate(parent, False), "missing-key", f"`{name}` is missing", f"add `{name}:`"
        )
    if code == "extra_forbidden":
        keys = _keys(kind, parent)
        return Problem(
            locate(loc, True),
            "unknown-key",
            f"`{name}` is not a key of {_where(parent)}",
            "quote the text: within braces a comma begins a new key"
            if " " in name
            else did_you_mean(name, keys, f"the keys here are {_listed(keys)}"),
        )
    place, value = locate(loc, False), detail["input"]
    if code == "literal_error":
        allowed = [str(choice) for choice in _choices(kind, loc)]
        return Problem(
            place,
            "unknown-value",
            f"`{shortened(str(value))}` is not a value of {_where(loc)}",
            did_you_mean(str(value), allowed, f"the values are {_listed(allowed)}"),
        )
    if code in _WANTED:
        said = f"takes {_WANTED[code]}, not {_short_kind(value)}"
        return Problem(place, "wrong-type", f"{_row(loc)}{_where(loc)} {said}")
    if code in ("greater_than_equal", "less_than_equal"):
        limit = detail["ctx"].get("ge", detail["ctx"].get("le"))
        word = "less" if code == "greater_than_equal" else "more"
        return Problem(place, "wrong-type", f"{_where(loc)} cannot be {word} than {limit:g}")
    message, _, hint = (
        detail["msg"].rpartition("; ") if "; " in detail["msg"] else (detail["msg"], "", "")
    )
    known = code if "-" in code else "wrong-type"
    return Problem(place, known, message, hint)


def _where(loc: Loc) -> str:
    words = [str(step) for step in loc if not isinstance(step, int)]
    return f"`{'.'.join(words)}`" if words else "the file"


def _row(loc: Loc) -> str:
    """Which row of a list is meant, where it is the row itself."""
    return f"row {loc[-1] + 1} of " if loc and isinstance(loc[-1], int) else ""


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _short_kind(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    return f"`{shortened(str(value))}`"


def _type_at(kind: Any, loc: Loc) -> Any:
    """The type that the format wants at a place."""
    for step in loc:
        kind = _inner(kind)
        if isinstance(kind, type) and issubclass(kind, Record):
            info = kind.model_fields.get(str(step))
            kind = info.annotation if info else None
        else:
            arguments = get_args(kind)
            kind = arguments[-1 if isinstance(step, str) else 0] if arguments else None
    return _inner(kind)


def _inner(kind: Any) -> Any:
    """A type without its annotations and without None."""
    while get_origin(kind) in (Annotated, Union, UnionType):
        kind = next(part for part in get_args(kind) if part is not type(None))
    return kind


def _keys(kind: Any, loc: Loc) -> list[str]:
    at = _type_at(kind, loc)
    fields = at.model_fields if isinstance(at, type) and issubclass(at, Record) else {}
    return [name for name in fields if not (name == "id" and not loc)]


def _choices(kind: Any, loc: Loc) -> tuple[Any, ...]:
    return get_args(_type_at(kind, loc))
