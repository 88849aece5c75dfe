"""Read outcome files of data.police.uk, as downloaded, through DuckDB.

The month of a row is that of the outcome. Rows are joined to the crimes held by force and Crime ID.
"""

from collections.abc import Mapping

import pandas as pd

from data.build.plain_text import Plain
from data.build.readers import street_checks
from data.build.readers.police_rows import Layout, Texts, tidied
from data.build.readers.street_reasons import (
    BAD_MONTH,
    DATE,
    DATES,
    EARLY,
    NO_FORCE,
    NO_ID,
    NO_OUTCOME,
    OTHER_MONTH,
    SCIENTIFIC,
    SCIENTIFIC_ID,
    UNKNOWN_OUTCOME,
)
from data.build.store import Store
from data.model.outcome_groups import BY_LABEL
from geo.areas import Box

COLUMNS = ("Crime ID", "Month", "Reported by", "Longitude", "Latitude", "Outcome type")
LAYOUT = Layout(
    COLUMNS,
    "outcomes/tidy",
    {
        "bad_month": BAD_MONTH, "other_month": OTHER_MONTH, "no_force": NO_FORCE, "date": DATE,
        "dates": DATES, "scientific_id": SCIENTIFIC_ID, "scientific": SCIENTIFIC, "no_id": NO_ID,
        "no_outcome": NO_OUTCOME, "unknown_outcome": UNKNOWN_OUTCOME,
    },
    {"groups": BY_LABEL},
)  # fmt: skip
DO = "Correct its spelling, or get a version of csp-dashboard that has it"


def read(store: Store, files: Mapping[int, Plain], box: Box) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read files with the same header, keyed by number, into the table ``outcome``.

    Returns the number of rows ``n`` by file, force, month and reason (null where a row can be used)
    with the first ``line``; and the rows that cannot be used, with file, line, month, force, reason
    and row.

    Raises:
        BadInput: a column is missing, an outcome type is not known, a spreadsheet changed a cell,
            or over 2 % of the rows cannot be used.
    """
    texts = tidied(store, files, LAYOUT)
    if texts is None:
        parts = [read(store, {each: plain}, box) for each, plain in files.items()]
        tallies, unusable = zip(*parts, strict=True)
        return pd.concat(tallies), pd.concat(unusable)
    store.run("outcomes/early", {"early": EARLY})
    store.run("outcomes/kept", box)
    tally = store.frame("outcomes/tally")
    for number, of_file in street_checks.suspects(tally):
        _check(store, files[number], of_file, number)
    return tally, _unusable(store, texts)


def _check(store: Store, plain: Plain, tally: pd.DataFrame, number: int) -> None:
    street_checks.refuse_changed(plain.path, tally)
    if (tally["reason"] == UNKNOWN_OUTCOME).any():
        unknown = store.frame("outcomes/unknown_outcomes", {"reason": UNKNOWN_OUTCOME})
        own = unknown[unknown["file"] == number]
        street_checks.refuse_unknown_types(plain.path, own, "outcome types", DO)
    street_checks.refuse_if_mostly_bad(plain.path, tally)


def _unusable(store: Store, texts: Texts) -> pd.DataFrame:
    rows = store.frame("outcomes/doubtful")
    rows["row"] = [
        text
        for number, lines in rows.groupby("file")["line"]
        for text in texts(int(str(number)), lines.tolist())
    ]
    return rows
