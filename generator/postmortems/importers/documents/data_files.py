"""The data files of this package: what words of documents mean."""

from importlib import resources
from typing import Any

from ...reader.document import compose
from ...reader.plain_data import plain


def data_of(name: str) -> Any:
    """Return a data file as mappings, lists and texts."""
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return plain(compose(text, name))
