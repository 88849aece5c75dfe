"""Find the street and outcome files in a zip archive of data.police.uk, by their names."""

import re
from pathlib import Path, PurePosixPath

from data.build.errors import refuse
from data.build.forms import container

STREET, OUTCOMES = "street", "outcomes"
# As in 2023-03-thames-valley-street.csv.
NAME = re.compile(r"(\d{4}-\d{2})-(.+)-(street|outcomes)\.csv(\.gz)?", re.I)


def month_and_force(name: str, kind: str = "") -> tuple[str, str] | None:
    """Return the month (YYYY-MM) and force in a file's name; None if it has another form.

    ``kind`` is ``STREET`` or ``OUTCOMES``; blank allows both.
    """
    found = NAME.fullmatch(PurePosixPath(name).name)
    return (found[1], found[2].lower()) if found and kind in {"", found[3].lower()} else None


def street_name(name: str) -> tuple[str, str] | None:
    """Return the month and force in the name of a street file, None for any other name."""
    return month_and_force(name, STREET)


def files(archive: Path, kind: str) -> list[Path]:
    """Return the files of a kind in an archive, as paths below it, in order.

    Raises:
        BadInput: it cannot be read, is damaged or has another archive within.
    """
    names = sorted(container.members(archive))
    inner = next((each for each in names if each.lower().endswith(".zip")), None)
    if inner:
        do = "Unpack it, and give the two archives as files of their own"
        refuse(archive, f"it has another zip archive within, {inner}, which is not read", do)
    return [archive / each for each in names if month_and_force(each, kind)]
