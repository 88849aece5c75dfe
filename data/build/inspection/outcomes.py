"""Say what outcome files hold: rows, months of outcomes, unknown outcome types."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from data.build import csvfile
from data.build.forms.form import Form
from data.build.inspection.finding import Finding
from data.build.readers.outcomes import COLUMNS
from data.model import months
from data.model.outcome_groups import BY_LABEL

DOES = "The build would join these outcomes to crimes of the same police force and Crime ID"


def is_outcomes(columns: Sequence[str]) -> bool:
    """Return whether a table has all the columns of an outcome file."""
    return {*COLUMNS} <= {*columns}


def files(paths: Sequence[Path]) -> Finding:
    """Return what outcome files of one force hold.

    Raises:
        BadInput: one cannot be read.
    """
    rows = pd.concat([csvfile.read(path, COLUMNS) for path in paths])
    held = sorted({month for each in rows["Month"].unique() for month in [months.parse(each)]
                   if month})  # fmt: skip
    types = rows["Outcome type"].str.strip().str.lower()
    unknown = rows.loc[~types.isin([*BY_LABEL]), "Outcome type"].unique()
    problem = f"{unknown[0]!r} is no outcome type of police.uk." if len(unknown) else ""
    return Finding(
        tuple(paths),
        Form.CSV.noun,
        "outcomes",
        rows=len(rows),
        months=tuple(held),
        recognised=COLUMNS,
        others=tuple(each for each in rows.columns if each not in {*COLUMNS, "line"}),
        notes=(DOES,),
        problem=problem,
        vintage=months.spell(held[-1]) if held else "",
    )
