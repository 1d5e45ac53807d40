"""Plain data to model: what the format refuses becomes problems, and the rest a model."""

from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ..model import Problem, Record
from .rejected import RejectedValues, reached, without
from .validation_messages import Names, Places, Refusal, misspelt_key

R = TypeVar("R", bound=Record)


def validate(
    kind: type[R], data: Any, places: Places, names: Names | None = None
) -> tuple[R | None, list[Problem], RejectedValues]:
    """Make a model of plain data.

    Args:
        kind: the model.
        data: what the file holds.
        places: where its values are.
        names: the names of the catalogues, to suggest one for a text that stands in its place.

    Returns:
        the model, the problems, and what was left out because of them: the model is of the rest,
        in which to look for others. Of a list only the row goes that lacks what it must have. None
        where the whole lacks such a thing.
    """
    problems: list[Problem] = []
    left, rest = RejectedValues(), data
    while True:
        try:
            return kind.model_validate(rest), problems, left
        except ValidationError as error:
            details = error.errors(include_url=False)
        if not problems:
            wanted = _without_consequences(kind, details)
            problems = [Refusal(kind, detail, places, names).problem() for detail in wanted]
        # A value goes first; the row, or whatever holds it, only if it is none without it.
        refused = [detail["loc"] for detail in details]
        if not all(broken := {reached(rest, loc) for loc in refused}):
            return None, problems, left
        left = left.and_also(data, broken, refused)
        rest = without(data, left.locs)


def _without_consequences(kind: Any, details: list[ErrorDetails]) -> list[ErrorDetails]:
    """Return the errors without those for a key that is only misspelt, or a text with a colon."""
    unknown = [error["loc"] for error in details if error["type"] == "extra_forbidden"]
    misspelt = {(*loc[:-1], misspelt_key(kind, loc)) for loc in unknown}
    texts = {loc[:-1] for loc in unknown if " " in str(loc[-1]).strip()}
    return [
        error
        for error in details
        if error["type"] != "missing"
        or (error["loc"] not in misspelt and error["loc"][:-1] not in texts)
    ]
