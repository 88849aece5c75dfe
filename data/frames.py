"""How frames are walked."""

from collections.abc import Iterator
from typing import Any

import pandas as pd


def each_row(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows of a frame in order, each with its columns as attributes."""
    return iter(frame.itertuples(index=False))
