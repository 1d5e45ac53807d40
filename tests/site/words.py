"""How the pages put numbers into words, written anew so that the tests share no mistake."""

from datetime import timedelta


def count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def length(value: timedelta, about: bool = False) -> str:
    total = int(value.total_seconds())
    hours = total // 3600
    if hours >= 48:
        units = [(hours // 24, "days"), (hours % 24, "h")]
    elif hours:
        units = [(hours, "h"), (total // 60 % 60, "min")]
    else:
        units = [(total // 60, "min"), (total % 60, "s")]
    words = " ".join(f"{number} {unit}" for number, unit in units if number) or "0 min"
    return f"about {words}" if about else words


def gap(days: int) -> str:
    if days == 0:
        return "less than a day"
    if days < 60:
        return count(days, "day")
    months = round(days / 30.44)
    if months < 24:
        return count(months, "month")
    more = f" {count(months % 12, 'month')}" if months % 12 else ""
    return count(months // 12, "year") + more


def ago(days: int) -> str:
    return "today" if days == 0 else f"{gap(days)} ago"


def plain(text: str) -> str:
    return " ".join(text.replace("`", "").split())
