"""Read the strategy: priorities, themes and aims, what was done and spent, and their figures."""

from pathlib import Path

import pandas as pd

from data.build import csvfile
from data.build.csvfile import refuse_rows
from data.build.readers.annual import published
from data.model.query_rows import MONEY, StrategyRow

NEEDED = ("kind", "aim", "text", "table", "measure", "source")
HEADINGS = ("earlier", "theme", "aim")
FIGURES = ("done", "measure", *MONEY)
NO_AIM = "0"  # money for all aims


def read(path: Path, figures: pd.DataFrame) -> pd.DataFrame:
    """Return one row per item: the columns of the pack's table ``strategy``.

    ``kind`` is earlier (a priority of the years before), theme, aim, done (what the partnership
    did), measure (a figure that an aim should change), spend (a project) or grant (other money);
    ``group_name`` is who did it. ``figures`` has the columns of the pack's table ``annual_figure``.

    Raises:
        BadInput: a kind is unknown, an item belongs to no aim, or its figure was not published.
    """
    frame = csvfile.read_columns(path, NEEDED, ["group"])
    csvfile.refuse_other(path, frame, "kind", (*HEADINGS, *FIGURES))
    csvfile.refuse_blank(path, frame, ["text"], "Say what it is")
    numbers = frame["aim"].str.fullmatch("[0-9]+")
    refuse_rows(
        path,
        frame,
        ~numbers,
        "{cell} is not the number of an aim",
        "Give a number from 1",
        column="aim",
    )
    item, money = frame["kind"].isin(FIGURES), frame["kind"].isin(MONEY)
    orphan = (
        item
        & ~(money & (frame["aim"] == NO_AIM))
        & ~frame["aim"].isin(frame["aim"][frame["kind"] == "aim"])
    )
    do = "Add a row of the kind aim with that number"
    refuse_rows(path, frame, orphan, "there is no aim {aim}", do, column="aim")
    named = list(zip(frame["table"], frame["measure"], strict=True))
    unknown = ~pd.Series(named).isin(published(figures))
    given = (frame["kind"] == "measure") | money | pd.Series([any(figure) for figure in named])
    refuse_rows(
        path, frame, item & given & unknown, "{table}::{measure} is not a published figure",
        "Spell it as in the annual file", column="measure",
    )  # fmt: skip
    tidy = frame.rename(columns={"table": "table_name", "group": "group_name"})
    tidy = tidy.assign(position=range(1, len(tidy) + 1), aim=tidy["aim"].astype(int))
    return tidy[[*StrategyRow._fields]]
