"""Values of a draft that its document does not have."""

import io
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pypdf

from postmortems.importers import Draft

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def invented_values(drafts: list[Draft], path: Path, data: bytes) -> list[str]:
    """The times, days, severities and owners of drafts that the document does not have."""
    if path.suffix == ".pdf":
        pages = pypdf.PdfReader(io.BytesIO(data)).pages
        text = "\n".join(page.extract_text() for page in pages)
    else:
        text = data.decode("utf-8", "replace")
    text = f"{path.stem}\n{text}"
    return [problem for draft in drafts for problem in _invented(draft, text)]


def _invented(draft: Draft, text: str) -> Iterator[str]:
    flat = " ".join(text.split()).lower()
    times = [*draft.data.get("times", {}).values()]
    times += [row["time"] for row in draft.data.get("timeline", [])]
    for time in times:
        local = datetime.fromisoformat(time.lstrip("~"))
        if not has_clock(local, flat):
            yield f"the time of {time}"
        if not (has_day(local, flat) or has_day(local - timedelta(days=1), flat)):
            yield f"the day of {time}"
    if (severity := draft.data.get("severity")) and severity[-1] not in text:
        yield f"severity {severity}"
    for item in draft.data.get("lessons", {}).get("action_items", []):
        for key in ("owner", "tracker"):
            if (
                key in item
                and item[key].lower() not in flat
                and item[key] not in "".join(text.split())
            ):
                yield f"{key} {item[key]}"
        if "due" in item and not has_day(datetime.fromisoformat(item["due"]), flat):
            yield f"due {item['due']}"


def has_clock(local: datetime, flat: str) -> bool:
    """Whether a text has a time of day, in 24 or 12 hours."""
    hours = {
        str(local.hour),
        f"{local.hour:02}",
        str((local.hour - 1) % 12 + 1),
        f"{(local.hour - 1) % 12 + 1:02}",
    }
    for hour in hours:
        if re.search(rf"(?<!\d){hour}\s?[:.h]?{local.minute:02}(?!\d)", flat):
            return True
        if not local.minute and re.search(rf"(?<!\d){hour}\s?[ap]\.?m", flat):
            return True
    return False


def has_day(day: datetime, flat: str) -> bool:
    """Whether a text has a day, with its month as a number or a name; the year is not checked."""
    month, name = day.month, _MONTHS[day.month - 1]
    patterns = (
        rf"(?<!\d)0?{month}[-/.]0?{day.day}(?!\d)",
        rf"(?<!\d)0?{day.day}[-/.]0?{month}(?!\d)",
        rf"{name}[a-z]*\.?\s+0?{day.day}(?!\d)",
        rf"(?<!\d)0?{day.day}(?:st|nd|rd|th)?[\s-]+(?:of\s+)?{name}",
    )
    return any(re.search(pattern, flat) for pattern in patterns)
