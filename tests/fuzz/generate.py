"""Cases by chance: the same seed and number give the same case."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from . import hostile, texts
from .bases import CATALOGUES, bases, pick
from .case import Case
from .mutate_text import bytes_mutation, text_mutation
from .mutate_tree import tree_mutation

Mutation = Callable[[Case, Random], Case]
MOST_INCIDENTS = 3
"""Incidents in a case besides the sound one; more would cost time and find nothing more."""


def generated(seed: int, number: int) -> Case:
    """Return a case: some incidents and catalogues of a base, mutated once to three times."""
    dice = Random(f"{seed}/{number}")
    base = pick(dice)
    files = base.sample(dice, MOST_INCIDENTS)
    case = Case(f"{seed}-{number}", files, before=files, title=texts.text(dice))
    mutations = dice.choices(list(MUTATIONS), list(MUTATIONS.values()), k=dice.choice((1, 2, 3)))
    for mutation in mutations:
        case = mutation(case, dice)
    reason = f"{base.name}: {', '.join(found.__name__ for found in mutations)}"
    return replace(case, service=texts.name(dice) if dice.randrange(3) == 0 else "", reason=reason)


def _file(case: Case, dice: Random) -> str:
    """A YAML file of the case; catalogues are one in four."""
    paths = [path for path in sorted(case.files) if path.endswith(".yaml")]
    beside = [path for path in paths if path in CATALOGUES]
    inside = [path for path in paths if path not in CATALOGUES]
    return dice.choice(beside if (beside and dice.randrange(4) == 0) or not inside else inside)


def _change(case: Case, path: str, content: bytes) -> Case:
    return replace(case, files={**case.files, path: content})


def tree(case: Case, dice: Random) -> Case:
    """Change the values of a file."""
    path = _file(case, dice)
    text = case.files[path].decode("utf-8", "replace")
    changed = tree_mutation(text, path, dice)
    return _change(case, path, changed.encode("utf-8", "surrogatepass"))


def text(case: Case, dice: Random) -> Case:
    """Change the text of a file."""
    path = _file(case, dice)
    changed = text_mutation(case.files[path].decode("utf-8", "replace"), dice)
    return _change(case, path, changed.encode("utf-8", "surrogatepass"))


def data(case: Case, dice: Random) -> Case:
    """Change the bytes of any file, a baseline among them."""
    path = dice.choice((*sorted(case.files), hostile.BASELINE))
    return _change(case, path, bytes_mutation(case.files.get(path, b"{}"), dice))


def crossing(case: Case, dice: Random) -> Case:
    """Take a file of another base, under the same or another name."""
    other = dice.choice(bases()).sample(dice, 1)
    path = dice.choice(sorted(other))
    return _change(case, dice.choice((path, _file(case, dice))), other[path])


MUTATIONS: dict[Mutation, int] = {
    tree: 12,
    text: 8,
    data: 2,
    crossing: 2,
    hostile.special_file: 3,
    hostile.evidence: 2,
    hostile.folder_name: 2,
    hostile.nesting: 2,
    hostile.catalogue_names: 3,
}
"""The mutations of a case, and how likely each is."""
