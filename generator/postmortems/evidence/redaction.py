"""TEMPORARY seam."""

import re


class Redactor:
    """Redacts."""

    def __init__(self) -> None:
        self.count = 0

    def redact(self, text: str) -> str:
        """Redact."""
        text, n = re.subn(r"[\w.]+@[\w.]+|\d+\.\d+\.\d+\.\d+|(?<=token=)\w+", "<x>", text)
        self.count += n
        return text
