"""The base class of this project's exceptions."""


class PostmortemsError(Exception):
    """Base of every exception that this project defines."""
