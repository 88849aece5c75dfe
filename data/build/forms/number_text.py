"""Read numbers as people and spreadsheets write them: 8,500, 8 500 and 8500.0."""

import re

import pandas as pd

DIGITS = r"[0-9]{1,9}"
SPACE = "[ \u00a0\u2009\u202f]"
THOUSANDS = rf"[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{1,3}}(?:{SPACE}[0-9]{{3}})+"
NUMBER = re.compile(rf"(-?(?:{THOUSANDS}|{DIGITS}))(\.[0-9]+)?")
SEPARATOR = re.compile(rf",|{SPACE}")
# It may mean thousands: 8.500 is 8,500 in much of Europe.
AMBIGUOUS = re.compile(r"-?[0-9]{1,3}\.[0-9]{3}")


def plain(cells: pd.Series) -> pd.Series:
    """Return whole numbers as bare digits; other cells as they are, stripped."""
    return cells.str.strip().map(lambda text: _whole(text) if _is_whole(text) else text)


def rounded(cells: pd.Series) -> pd.Series:
    """Return numbers as the digits of the nearest whole one; other cells as they are, stripped."""
    return cells.str.strip().map(_rounded)


def separators_removed(text: str) -> str:
    """Return a number without thousands separators; another text as it is."""
    found = NUMBER.fullmatch(text)
    return SEPARATOR.sub("", text) if found else text


def _is_whole(text: str) -> bool:
    found = NUMBER.fullmatch(text)
    return bool(found and not AMBIGUOUS.fullmatch(text) and not (found[2] or "").strip(".0"))


def _whole(text: str) -> str:
    return separators_removed(text).partition(".")[0]


def _rounded(text: str) -> str:
    if not NUMBER.fullmatch(text) or AMBIGUOUS.fullmatch(text):
        return text
    return f"{float(separators_removed(text)):.0f}"
