"""A new incident: its folder and its files, with what each key is for as comments."""

from .folder import Start, Taken, create, folder_name
from .text import scaffold

__all__ = ["Start", "Taken", "create", "folder_name", "scaffold"]
