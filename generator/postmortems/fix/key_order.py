"""Sort the keys of mappings in the order of the format, the order of the page."""

from collections.abc import Iterator

from ..reader.scalars import types_of
from .arrangement import Arrangement, arrangement
from .outline import Group
from .yaml_file import YamlFile


def sort_keys(file: YamlFile, group: Group) -> Iterator[Arrangement]:
    """Yield the sorted order of a mapping; custom keys keep their order, after those of the format.

    A mapping with an unknown key is skipped, since its author has to edit it anyway.
    """
    if group.node.id != "mapping":
        return
    names = [name.value for name, _ in group.node.value]
    keys = list(types_of(group.record))
    unknown = [name for name in names if name not in keys]
    if "<<" in unknown or (unknown and group.record.model_config.get("extra") != "allow"):
        return
    ranks = [keys.index(name) if name in keys else len(keys) for name in names]
    order = sorted(range(len(names)), key=lambda index: ranks[index])
    message = "the keys are now in the order of the format"
    yield from arrangement(file, group, order, "key-order", message)
