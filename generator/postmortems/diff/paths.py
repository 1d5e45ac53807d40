"""Paths of problems relative to the incidents folder."""

from collections.abc import Collection


def path_within(path: str, incidents: Collection[str]) -> str:
    """Return a path relative to the incidents folder.

    Args:
        path: the path of a problem.
        incidents: the names of the incidents' folders. A file in none of them is taken for a
            catalogue, so its name is returned.
    """
    parts = path.split("/")
    # The last folder of that name: those above the folder of incidents may have any name.
    for at in range(len(parts) - 1, -1, -1):
        if parts[at] in incidents:
            return "/".join(parts[at:])
    return parts[-1]
