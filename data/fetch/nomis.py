"""Ask Nomis for populations.

Without an account, Nomis gives at most 25,000 rows for each request and leaves out the rest without
an error. So rows are requested page by page until there are as many as ``record_count``. An area
that Nomis does not know gives an empty answer with status 200.
"""

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.fetch.catalogue import Catalogue
from data.fetch.client import RESUME, Client
from data.fetch.errors import NotFetched

CODES = 100  # the most in one request: the length of an address is limited
FIELDS = ("date", "geography_code", "geography_name", "obs_value", "record_count")


@dataclass(frozen=True)
class People:
    """The number of people by area code, and the year of the estimate ("" without any number)."""

    value: Mapping[str, int]
    year: str

    def all_of(self, codes: Sequence[str]) -> bool:
        """Return whether every code has a value."""
        return all(code in self.value for code in codes)


def people(client: Client, catalogue: Catalogue, group: str, codes: Sequence[str]) -> People:
    """Return the number of people of a group in each area, without areas unknown to Nomis.

    ``group`` is a key of the catalogue.

    Raises:
        NotFetched: Nomis cannot be reached, or gives the wrong number of rows or several years.
    """
    total: Counter[str] = Counter()
    years: set[str] = set()
    for first in range(0, len(codes), CODES):
        some = codes[first : first + CODES]
        for row in _rows(client, catalogue, group, some):
            if row["obs_value"].strip():
                total[row["geography_code"]] += int(float(row["obs_value"]))
                years.add(row["date"])
    if len(years) > 1:
        found = ", ".join(sorted(years))
        raise NotFetched(f"Nomis gave populations of several years ({found}). {RESUME}")
    return People({code: total[code] for code in codes if code in total}, "".join(years))


def _rows(
    client: Client, catalogue: Catalogue, group: str, codes: Sequence[str]
) -> list[dict[str, str]]:
    """Return every row for the codes, requested page by page.

    Raises:
        NotFetched: an answer is no table, or the rows are more or fewer than ``record_count``.
    """
    rows: list[dict[str, str]] = []
    while True:
        parameters = {
            "geography": ",".join(codes), "date": "latest", "measures": "20100",
            **catalogue.mapping("nomis", group),
            "select": ",".join(FIELDS), "RecordOffset": str(len(rows)),
        }  # fmt: skip
        text = client.text(catalogue.text("nomis", "data"), parameters)
        page = _parsed(text)
        rows.extend(page)
        wanted = int(rows[0]["record_count"]) if rows else 0
        if len(rows) == wanted:
            return rows
        if not page or len(rows) > wanted:
            raise NotFetched(f"Nomis gave {len(rows):,} of {wanted:,} rows. {RESUME}")


def _parsed(text: str) -> list[dict[str, str]]:
    """Return the rows of a CSV answer with the columns ``FIELDS``; empty for an empty answer.

    Raises:
        NotFetched: the answer is not such a table, but a message or a web page, or is damaged.
    """
    reader = csv.DictReader(io.StringIO(text))
    names = {name.lower(): name for name in reader.fieldnames or ()}
    if not text.strip():
        return []
    if not set(FIELDS) <= names.keys():
        start = " ".join(text[:80].split())
        raise NotFetched(f"Nomis answered with no table but {start!r}. {RESUME}")
    try:
        return [{key: row[names[key]] or "" for key in FIELDS} for row in reader]
    except (KeyError, TypeError):
        raise NotFetched(f"Nomis answered with a damaged table. {RESUME}") from None
