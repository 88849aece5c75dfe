"""Read weights of harm, by crime type or by offence code.

By crime type a file gives the mean and the mean square of the weights of each type's offences. By
offence code it gives a weight for each; means come from how often each police force recorded each
offence in a year: ``data/reference/offence_mix.csv``.
"""

from importlib.resources import files
from io import StringIO
from pathlib import Path

import pandas as pd

from data.build import csvfile
from data.build.csvfile import refuse_rows
from data.build.errors import refuse
from data.build.forms.number_text import separators_removed
from data.model.crime_types import ASB, BY_ID, BY_LABEL

BY_CODE = ("offence_code", "weight")
BY_TYPE = ("mean", "mean_square")
NAMED = ("area", "crime_type", "measure")
MATCHED = "matched"
COLUMNS = [*NAMED, *BY_TYPE, MATCHED]
OFFENCE = ["offence_code", "offence", "crime_type", "measures"]
SCIENTIFIC = r"[0-9](?:\.[0-9]+)?E[+-][0-9]+"
ROUNDED = 1e-3  # relative error that rounding may cause in a mean square


def read(path: Path) -> tuple[pd.DataFrame, int]:
    """Return the weights of each area (a police force, or England), and how many rows are not used.

    Columns: area, crime_type (an id) or measure (a figure of the annual report), mean, mean_square,
    matched (the share of the recorded offences that have a weight; null where not given). Offence
    codes that ``offence_mix.csv`` does not have are not used.

    Raises:
        BadInput: a weight is not a number from 0, a mean square is under the square of its mean, a
            row names no type or one that is not known, something is given twice, or no offence
            code is known.
    """
    columns = csvfile.read(path, []).columns
    return _by_code(path) if BY_CODE[0] in columns else (_by_type(path), 0)


def shipped(name: str) -> pd.DataFrame:
    """Return a table of ``data/reference``; ids and codes are text, blank where there is none."""
    text = files("data").joinpath("reference", name).read_text("utf-8")
    frame = pd.read_csv(StringIO(text), dtype={"offence_code": "str"})
    words = [each for each in (*OFFENCE, *NAMED) if each in frame]
    return frame.fillna(dict.fromkeys(words, ""))


def means(weights: pd.Series, mix: pd.DataFrame) -> pd.DataFrame:
    """Return the weights of each area by type, then by measure: the columns of ``read``.

    ``weights`` is by offence code; ``mix`` has the columns of ``offence_mix.csv``, one for each
    area. A type or measure without a weighted offence in an area has no row for it.
    """
    counts = mix.melt(OFFENCE, var_name="area", value_name="n")
    counts["weight"] = counts["offence_code"].map(weights)
    by_measure = counts.assign(measure=counts["measures"].str.split("; "), crime_type="")
    by_measure = by_measure.explode("measure")
    both = pd.concat([counts.assign(measure=""), by_measure[by_measure["measure"] != ""]])
    both["known"] = both["n"].where(both["weight"].notna(), 0)
    both["sum"] = (both["known"] * both["weight"]).fillna(0.0)
    both["squares"] = (both["sum"] * both["weight"]).fillna(0.0)
    sums = both.groupby(list(NAMED), sort=False)[["n", "known", "sum", "squares"]].sum()
    sums = sums[sums["known"] > 0]
    return pd.DataFrame(
        {
            "mean": sums["sum"] / sums["known"],
            "mean_square": sums["squares"] / sums["known"],
            MATCHED: sums["known"] / sums["n"],
        }
    ).reset_index()[COLUMNS]


def _by_code(path: Path) -> tuple[pd.DataFrame, int]:
    frame = csvfile.read_columns(path, BY_CODE)
    csvfile.refuse_blank(path, frame, [BY_CODE[0]])
    changed = frame[BY_CODE[0]].str.fullmatch(SCIENTIFIC)
    what, do = "{cell} was turned into a number by a spreadsheet", "Write the code, such as 28E"
    refuse_rows(path, frame, changed, what, do, column=BY_CODE[0])
    frame["weight"] = csvfile.parsed(path, frame, "weight", WEIGHT).astype(float)
    twice = frame.duplicated(BY_CODE[0])
    refuse_rows(path, frame, twice, "the offence code {offence_code} is given twice", "Keep one")
    mix = shipped("offence_mix.csv")
    known = frame[frame["offence_code"].isin(mix["offence_code"])]
    if known.empty:
        do = "Use the Home Office's codes, such as 28E for residential burglary"
        refuse(path, "none of its offence codes is known", do, 2, BY_CODE[0])
    return means(known.set_index(BY_CODE[0])["weight"], mix), len(frame) - len(known)


def _by_type(path: Path) -> pd.DataFrame:
    frame = csvfile.read_columns(path, ["crime_type", *BY_TYPE], ["area", "measure", MATCHED])
    which = (frame["crime_type"] == "") == (frame["measure"] == "")
    do = "Fill in one of crime_type and measure"
    refuse_rows(path, frame, which, "the row names no type, or two", do, column="crime_type")
    frame["crime_type"] = csvfile.parsed(path, frame, "crime_type", CRIME_TYPE, blank=True)
    frame["crime_type"] = frame["crime_type"].fillna("")
    for column, cell in zip(BY_TYPE, (WEIGHT, SQUARE), strict=True):
        frame[column] = csvfile.parsed(path, frame, column, cell).astype(float)
    frame[MATCHED] = csvfile.parsed(path, frame, MATCHED, SHARE, blank=True).astype(float)
    small = frame["mean_square"] < frame["mean"] ** 2 * (1 - ROUNDED)
    what = "a mean square of {mean_square} cannot go with a mean of {mean}"
    do = "Give the mean of the squares, which is at least the square of the mean"
    refuse_rows(path, frame, small, what, do, column="mean_square")
    twice = frame.duplicated(list(NAMED))
    refuse_rows(
        path, frame, twice, "the weight of {crime_type}{measure} is given twice", "Keep one"
    )
    return frame[COLUMNS]


def _number(most: float) -> csvfile.Cell:
    def parse(text: str) -> float | None:
        value = float(separators_removed(text))
        return value if 0 <= value <= most else None

    limit = f" to {most:g}" if most == 1 else ""
    return csvfile.Cell(parse, f"a number from 0{limit}", "Correct the number")


def _crime_type(text: str) -> str | None:
    name = text.lower()
    found = name if name in BY_ID else BY_LABEL.get(name)
    return None if found == ASB else found


WEIGHT, SQUARE, SHARE = _number(1e6), _number(1e12), _number(1)
DO = "Write it as police.uk does, as in Burglary; anti-social behaviour has no weight"
CRIME_TYPE = csvfile.Cell(_crime_type, "a type of crime", DO)
