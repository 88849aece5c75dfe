"""Decode text files: UTF-8 with or without a byte order mark, UTF-16 with one, Windows-1252."""

import codecs
import re
from pathlib import Path

from data.build.errors import refuse
from data.build.forms import container

NOT_UTF8 = "it is not UTF-8 text"
SAVE_AS_UTF8 = "Save it as UTF-8 (CSV UTF-8 in Excel)"
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# One character of UTF-8 beyond ASCII. Text in Windows-1252 hardly ever has such a sequence: a file
# with both is damaged UTF-8.
UTF8_CHARACTER = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)


def text(path: Path) -> str:
    """Return the text of a file, unpacked if it is gzip.

    Raises:
        BadInput: it cannot be read, or its bytes are in none of the three encodings.
    """
    raw = b"".join(container.unpacked(path))
    marked = raw.startswith(UTF16_MARKS)
    try:
        return raw.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        if marked or UTF8_CHARACTER.search(raw):
            refuse(path, NOT_UTF8, SAVE_AS_UTF8, line)
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        refuse(path, NOT_UTF8, SAVE_AS_UTF8, line)


def beginning(path: Path) -> str:
    """Return the text of the first megabyte of a file, unpacked if it is gzip.

    Raises:
        BadInput: it cannot be read.
    """
    raw = next(container.unpacked(path), b"")
    try:
        encoding = "utf-16" if raw.startswith(UTF16_MARKS) else "utf-8-sig"
        return codecs.getincrementaldecoder(encoding)().decode(raw)
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")
