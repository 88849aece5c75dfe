"""Read requests to the council and count them into the cells that may be shown."""

from pathlib import Path

import pandas as pd

from data.build.config import Borough
from data.build.csvfile import refuse_rows
from data.build.load_log import Account
from data.build.published_counts import PublishedCounts
from data.build.readers import requests
from data.model.disclosure import EXACT
from data.requests import request_cells


def read(
    borough: Borough, area: pd.DataFrame, account: Account, published: PublishedCounts
) -> pd.DataFrame:
    """Return the pack's table ``request_cell`` for its audience; empty without a source.

    ``area`` is what ``area_rows.read`` returns; every file is added to ``account``.

    Raises:
        BadInput: a row cannot be used, or a request is in two files.
    """
    for source in borough.of_kind("requests"):
        frames: list[pd.DataFrame] = []
        ground = requests.Ground.of(area)
        for path in source.files:
            found, outside = requests.read(path, source, borough.toml, ground)
            account.add_whole(source, path, len(found), outside)
            _refuse_the_same_request(path, frames, found)
            frames.append(found)
        covered = requests.span(source, borough.toml)
        counts = request_cells.counts(
            pd.concat(frames, ignore_index=True),
            covered,
            dict(zip(ground.wards["code"], ground.wards["name"], strict=True)),
            account.audience,
        )
        rule = request_cells.rule_of(
            source.option("sensitive", []), account.audience, borough.disclosure
        )
        if rule.width > EXACT:
            counts = published.keep("request_cell", counts, request_cells.edition(covered))
        shown = request_cells.cells(counts, rule)
        account.show(shown)
        return shown
    return pd.DataFrame()


def _refuse_the_same_request(path: Path, frames: list[pd.DataFrame], found: pd.DataFrame) -> None:
    known = {reference for each in frames for reference in each["reference"]}
    again = found["reference"].isin(known)
    do = "Keep each request once"
    refuse_rows(path, found, again, "the reference is also in another file", do, column="reference")
