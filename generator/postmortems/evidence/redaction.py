"""TEMPORARY seam."""

import re
from collections import Counter


class Redactor:
    """Redacts."""

    def __init__(self) -> None:
        self.counts = Counter()

    def redact(self, text: str) -> str:
        """Redact."""
        text, n = re.subn(r"[\w.]+@[\w.]+|\d+\.\d+\.\d+\.\d+|(?<=token=)\w+", "<x>", text)
        self.counts["x"] += n
        return text
