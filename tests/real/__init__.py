"""Incidents that really happened, for calibrating rules; the texts are not in this repository."""
