"""Find the lines of inline tables and their keys: ``source = [{ kind = "street", … }, { … }]``."""

import re
from collections.abc import Iterator

# Quoted texts and comments: brackets and = in them do not count.
QUIET = re.compile(r'"""[\s\S]*?"""|\'\'\'[\s\S]*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*')
ARRAY = re.compile(r"^\s*(\w+)\s*=\s*\[", re.M)
OPENING, CLOSING = "[{", "]}"


def line_of(text: str, array: str, position: int, key: str = "") -> int | None:
    """Return the line of a key in a table of an inline array, else the line where the table begins.

    ``position`` counts the array's tables from 1. With the array "" the key is looked for in inline
    tables outside arrays. None if there is no such table, or no such key outside arrays.
    """
    quiet = QUIET.sub(_blanked, text)
    if array:
        spans = [*_tables(quiet, array)]
        if not 0 < position <= len(spans):
            return None
        start, end = spans[position - 1]
    else:
        start, end = 0, len(quiet)
        for name in {each[1] for each in ARRAY.finditer(quiet)}:
            for inside in [*_tables(quiet, name)]:
                quiet = quiet[: inside[0]] + " " * (inside[1] - inside[0]) + quiet[inside[1] :]
    found = re.compile(rf"[{{,]\s*({re.escape(key or ' ')})\s*=").search(quiet, start, end)
    if not found and not array:
        return None
    return text.count("\n", 0, found.start(1) if found else start) + 1


def _blanked(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def _tables(quiet: str, array: str) -> Iterator[tuple[int, int]]:
    """Yield where each table of an inline array starts and ends: offsets in ``quiet``."""
    begins = re.compile(rf"^\s*{re.escape(array)}\s*=\s*\[", re.M).search(quiet)
    if not begins:
        return
    depth, start = 0, 0
    for at in range(begins.end(), len(quiet)):
        if quiet[at] in OPENING:
            start = at if depth == 0 else start
            depth += 1
        elif quiet[at] in CLOSING:
            depth -= 1
            if depth < 0:
                return
            if depth == 0:
                yield start, at + 1
