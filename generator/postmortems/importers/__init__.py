"""Turns old postmortems and the exports of incident tools into drafts of incidents."""

from .draft import Contradiction, Draft, Unplaced

__all__ = ["Contradiction", "Draft", "Unplaced"]
