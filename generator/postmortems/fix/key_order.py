"""The keys of every mapping in the order of the format, which is that of the page."""

from collections.abc import Iterator

from ..reader.scalars import types_of
from .arrangement import Arrangement, arrangement
from .outline import Group
from .yaml_file import YamlFile


def keys_in_order(sheet: YamlFile, group: Group) -> Iterator[Arrangement]:
    """A mapping in order. Names of the team's own stay as they are, behind those of the format.

    One with a key that the format does not know is left alone: its author has to look at it anyway.
    """
    if group.node.id != "mapping":
        return
    names = [name.value for name, _ in group.node.value]
    known = list(types_of(group.record))
    unknown = [name for name in names if name not in known]
    if "<<" in unknown or (unknown and group.record.model_config.get("extra") != "allow"):
        return
    places = [known.index(name) if name in known else len(known) for name in names]
    order = sorted(range(len(names)), key=lambda index: places[index])
    message = "the keys are now in the order of the format"
    yield from arrangement(sheet, group, order, "key-order", message)
