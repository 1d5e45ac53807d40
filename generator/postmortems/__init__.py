"""Postmortems as data: folders of YAML in, checked incidents and Markdown out.

This package knows nothing of MkDocs. `postmortems.source` reads, `postmortems.model` is what
was read, `postmortems.render` writes; `postmortems.cli` is the command.
"""

__version__ = "0.1.0"
