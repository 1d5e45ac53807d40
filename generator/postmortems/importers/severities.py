"""The severity of an imported incident: one of the rubric by its name, or `unrated`."""

import re
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..model import PostmortemsError
from ..model.catalogue import Severity
from ..reader.catalogues import read_catalogues
from ..reader.files import Folder
from ..scaffold.init import repository

FILE = "severities.yaml"
UNRATED = "unrated"
"""The level of incidents whose source names no severity of the rubric."""
UNRATED_LEVEL = Severity(
    title="Not rated",
    definition="The source of the incident names no severity. Rate it by the levels above.",
)
_TEMPLATE = Path(repository.__file__).parents[1] / "files" / "any" / "incidents" / FILE
_NO_LETTERS = re.compile(r"[^a-z0-9]+")


class RubricError(PostmortemsError):
    """The level `unrated` cannot be added to `severities.yaml`."""


def matching_severity(text: str, severities: Iterable[str]) -> str | None:
    """Return the severity of the rubric with this name; `Sev-1` is `SEV1`. None if there is none.

    A priority or a word like `critical` is no severity unless the rubric has that name.
    """
    name = _letters(text)
    return next((one for one in severities if name and _letters(one) == name), None)


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text.lower())


def with_unrated(severities: Mapping[str, Severity]) -> dict[str, Severity]:
    """Return a rubric with the level `unrated` as its last."""
    return {**severities, UNRATED: severities.get(UNRATED, UNRATED_LEVEL)}


def rubric_with_unrated(incidents: Path) -> bytes:
    """Return the content of `severities.yaml` with the level `unrated` added as its last.

    A missing file starts as `postmortems init` writes it.

    Raises:
        RubricError: the file cannot be read, or is not written as a list of levels.
        OSError: the file cannot be read.
    """
    path = incidents / FILE
    old = path.read_bytes() if path.exists() else _TEMPLATE.read_bytes()
    newline = b"\r\n" if b"\r\n" in old else b"\n"
    entry = (
        f"{UNRATED}:\n  title: {UNRATED_LEVEL.title}\n  definition: {UNRATED_LEVEL.definition}\n"
    )
    new = old.rstrip() + newline + newline.join(entry.encode().split(b"\n"))
    before = read_catalogues(Folder(incidents, incidents.as_posix())).severities
    with tempfile.TemporaryDirectory(prefix="postmortems-") as temporary:
        (Path(temporary) / FILE).write_bytes(new)
        after = read_catalogues(Folder(Path(temporary), temporary)).severities
    if before is None or after is None or list(after) != [*before, UNRATED]:
        raise RubricError(
            f"add the level `{UNRATED}` to `{path.as_posix()}` by hand, or give the severity of "
            "incidents without one with `--severity`"
        )
    return new
