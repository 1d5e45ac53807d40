"""The postmortems of Pomlett, an invented online grocer: a corpus of any size, told by chance.

The tables tell what the company is like: `catalogues` are its services, lessons and severities as
they are written out, `words.yaml` is how its people speak, and `scenarios` is what goes wrong.
Chance has a seed; the same seed gives the same files, byte for byte.
"""

from .writing import write

__all__ = ["write"]
