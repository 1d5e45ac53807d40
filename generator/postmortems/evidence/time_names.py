"""The names of months and time zones that logs write."""

from datetime import UTC, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

# The names that the C library writes for `%b` in Western, Northern and Central European languages.
# Names that mean different months in two languages, such as `lis` and `lip`, are left out.
_MONTHS = (
    "jan janv ene gen sty led янв oca tammi 1月 jän",
    "feb febr févr fev helmi фев şub úno 2月 luty lut",
    "mar mars mär märz mrt maalis мар márc bře 3月",
    "apr avr avril abr huhti апр ápr nis kwi dub 4月",
    "may mai maj mei mag touko май мая máj kvě 5月",
    "jun juin giu kesä июн jún haz cze čen 6月",
    "jul juil lug heinä июл júl tem čec 7月",
    "aug août ago elo авг ağu sie srp 8月",
    "sep sept set syys сен szept eyl wrz zář 9月",
    "oct okt ott out loka окт eki paź říj 10月",
    "nov marras ноя kas 11月",
    "dec déc dic dez des joulu дек ara gru pro 12月",
)
MONTHS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}

# Names with one meaning. `CST`, `IST` and the like have several, so that they give no zone.
_HOURS: dict[str, float] = {
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "MEZ": 1,
    "MESZ": 2, "EET": 2, "EEST": 3, "MSK": 3, "EST": -5, "EDT": -4, "CDT": -5, "MST": -7,
    "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10, "JST": 9, "KST": 9,
    "HKT": 8, "AWST": 8, "ACST": 9.5, "ACDT": 10.5, "AEST": 10, "AEDT": 11, "NZST": 12,
    "NZDT": 13, "SAST": 2,
}  # fmt: skip
ZONE_NAMES = "|".join(sorted(_HOURS, key=len, reverse=True))


def month(name: str) -> int:
    """Return the number of a month from its abbreviated name, in any case.

    Raises:
        ValueError: the name is not known.
    """
    number = MONTHS.get(name.strip(". ").lower())
    if number is None:
        raise ValueError(name)
    return number


def zone(text: str | None) -> tzinfo | None:
    """Return a zone from `Z`, `+0200`, `+02:00`, `+02`, `PDT` or `Europe/Berlin`.

    None means that the text names no zone, or one that has several meanings.
    """
    if not text:
        return None
    if text in _HOURS:
        hours = _HOURS[text]
        return timezone(timedelta(hours=hours)) if hours else UTC
    if text[0] in "+-":
        return _offset(text)
    try:
        return ZoneInfo(text) if "/" in text else None
    except (KeyError, ValueError, OSError):
        return None


def _offset(text: str) -> tzinfo | None:
    digits = text[1:].replace(":", "")
    if not (digits.isascii() and digits.isdecimal() and len(digits) in (2, 4)):
        return None
    minutes = int(digits[:2]) * 60 + int(digits[2:] or 0)
    if minutes >= 24 * 60:
        return None
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))
