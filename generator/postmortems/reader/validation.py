"""Validate plain data: turn errors into problems, and the valid rest into a model."""

from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ..model import Problem, Record
from .rejected import RejectedValues, existing_part, without
from .validation_messages import InvalidValue, Names, Places, misspelt_key

R = TypeVar("R", bound=Record)


def validate(
    kind: type[R], data: Any, places: Places, names: Names | None = None
) -> tuple[R | None, list[Problem], RejectedValues]:
    """Validate plain data, and create the model from its valid values.

    An invalid value is removed alone. Its row, or the mapping around it, is removed only if it is
    invalid without that value.

    Args:
        kind: the model.
        data: the content of the file.
        places: the places of its values.
        names: the names of the catalogues, to suggest one if a title is written instead.

    Returns:
        the model without the invalid values, the problems, and the rejected values. The model is
        None if a required value of the whole is missing or invalid.
    """
    problems: list[Problem] = []
    rejected, rest = RejectedValues(), data
    while True:
        try:
            return kind.model_validate(rest), problems, rejected
        except ValidationError as error:
            details = error.errors(include_url=False)
        if not problems:
            causes = _without_consequences(kind, details)
            problems = [InvalidValue(kind, detail, places, names).problem() for detail in causes]
        # The place of a missing value does not exist, so the row or mapping around it is removed.
        errors = [detail["loc"] for detail in details]
        if not all(invalid := {existing_part(rest, loc) for loc in errors}):
            return None, problems, rejected
        rejected = rejected.extended(data, invalid, errors)
        rest = without(data, rejected.locs)


def _without_consequences(kind: Any, details: list[ErrorDetails]) -> list[ErrorDetails]:
    """Return the errors that do not follow from others.

    A missing key can be misspelt or part of an unquoted text, and a time has no offset if the
    incident's zone is not known.
    """
    has_no_zone = any(error["type"] == "unknown-timezone" for error in details)
    unknown = [error["loc"] for error in details if error["type"] == "extra_forbidden"]
    misspelt = {(*loc[:-1], misspelt_key(kind, loc)) for loc in unknown}
    texts = {loc[:-1] for loc in unknown if " " in str(loc[-1]).strip()}
    return [
        error
        for error in details
        if not (has_no_zone and error["type"] == "time-without-offset")
        if error["type"] != "missing"
        or (error["loc"] not in misspelt and error["loc"][:-1] not in texts)
    ]
