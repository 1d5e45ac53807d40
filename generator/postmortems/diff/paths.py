"""Paths of problems as they are within the folder of incidents, wherever that is."""

from collections.abc import Collection


def path_within(path: str, incidents: Collection[str]) -> str:
    """Return a path from the folder of incidents on.

    Args:
        path: the path of a problem.
        incidents: the names of the incidents' folders; what is in none of them is a file beside
            them.
    """
    parts = path.split("/")
    # The last folder of that name: those above the folder of incidents may have any name.
    for at in range(len(parts) - 1, -1, -1):
        if parts[at] in incidents:
            return "/".join(parts[at:])
    return parts[-1]
