"""The strategy: its themes and aims, what was done under each, and what it was meant to move."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from data import csvfile
from data.errors import BadInput, quoted

NEEDED = ("kind", "aim", "text", "table", "measure", "source")
HEADINGS = ("theme", "aim")
FIGURES = ("done", "measure")


def read(path: Path, figures: pd.DataFrame) -> pd.DataFrame:
    """One row an item: position, kind, aim (its number), text, table_name, measure, source.

    ``kind`` is theme, aim, done (what the partnership did) or measure (what an aim should move).
    ``figures`` has the columns of the pack's table ``annual_figure``.

    Raises:
        BadInput: a kind is unknown, an item belongs to no aim, or its figure was not published.
    """
    frame = csvfile.read(path, NEEDED)
    rows = frame.to_dict("records")
    aims = {row["aim"] for row in rows if row["kind"] == "aim"}
    known = {(row["table_name"], row["measure"]) for row in figures.to_dict("records")}
    for row in rows:
        _refuse(path, row, aims, known)
    return pd.DataFrame(
        {
            "position": range(1, len(frame) + 1),
            "kind": frame["kind"],
            "aim": pd.to_numeric(frame["aim"]).astype(int),
            "text": frame["text"].str.strip(),
            "table_name": frame["table"],
            "measure": frame["measure"],
            "source": frame["source"],
        }
    )


def _refuse(
    path: Path, row: Mapping[str, Any], aims: set[str], known: set[tuple[str, str]]
) -> None:
    kind, figure = row["kind"], (row["table"], row["measure"])
    if kind not in (*HEADINGS, *FIGURES):
        what, do = f"{quoted(kind)} is no kind", f"Use {' or '.join((*HEADINGS, *FIGURES))}"
    elif not row["aim"].isdigit():
        what, do = f"{quoted(row['aim'])} is not the number of an aim", "Give a number from 1"
    elif not row["text"].strip():
        what, do = "an item has no text", "Say what it is"
    elif kind in FIGURES and row["aim"] not in aims:
        what, do = f"there is no aim {row['aim']}", "Add a row of the kind aim with that number"
    elif kind in FIGURES and figure not in known and (kind == "measure" or any(figure)):
        what = f"{quoted('::'.join(figure))} is not a published figure"
        do = "Spell it as in the annual file"
    else:
        return
    raise BadInput(path, what, do, int(row["line"]))
