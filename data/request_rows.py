"""The council's requests of a borough: read, counted into the cells that may be told, let go."""

from pathlib import Path

import pandas as pd

from data import request_cells
from data.account import Account
from data.borough import Borough
from data.errors import BadInput
from data.readers import requests


def read(borough: Borough, area: pd.DataFrame, account: Account) -> pd.DataFrame:
    """The pack's table ``request_cell`` for those it is for; empty without a source.

    ``area`` is that of ``data.area_rows``; every file is entered in the account.

    Raises:
        BadInput: a row cannot be used, or a request is in two files.
    """
    for source in borough.of_kind("requests"):
        held: list[pd.DataFrame] = []
        ground = requests.Ground.of(area)
        for path in source.files:
            found, outside = requests.read(path, source, borough.toml, ground)
            account.add_whole(source, path, len(found), outside)
            _refuse_the_same_request(path, held, found)
            held.append(found)
        told = request_cells.cells(
            pd.concat(held, ignore_index=True),
            requests.span(source, borough.toml),
            dict(zip(ground.wards["code"], ground.wards["name"], strict=True)),
            source.option("sensitive", []),
            (account.audience, borough.disclosure),
        )
        account.show(told)
        return told
    return pd.DataFrame()


def _refuse_the_same_request(path: Path, held: list[pd.DataFrame], found: pd.DataFrame) -> None:
    known = {reference for each in held for reference in each["reference"]}
    again = found[found["reference"].isin(known)]
    if not again.empty:
        raise BadInput(
            path,
            "its reference is also in another file",
            "Keep each request once",
            int(again["line"].iloc[0]),
        )
