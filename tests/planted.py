"""A restricted source with known small cells: council requests."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import pytest

from data.model.disclosure import AUDIENCES, Audience
from tests.conftest import Small, write_small
from tests.shared_folders import shared

HEAD = ("reference", "received_at", "category", "location", "easting", "northing", "outcome")
# In ward Alder and Birch by category, in the four quarters of 2021/22.
PLANTED = {
    ("Noise", "Alder"): (12, 15, 9, 14),
    ("Noise", "Birch"): (8, 11, 16, 10),
    ("Graffiti", "Alder"): (7, 2, 6, 9),
    ("Graffiti", "Birch"): (6, 1, 8, 12),
    ("Begging", "Alder"): (0, 1, 0, 1),
    ("Begging", "Birch"): (1, 2, 0, 0),
    ("Vehicles", "Alder"): (9, 8, 6, 10),
    ("Vehicles", "Birch"): (11, 7, 9, 8),
}
MONTHS = ("2021-05", "2021-08", "2021-11", "2022-02")


def rows(planted: dict = PLANTED) -> list[dict[str, str]]:
    """The requests, one a row."""
    made = []
    for (category, ward), quarters in planted.items():
        for month, count in zip(MONTHS, quarters, strict=True):
            for number in range(count):
                made.append(
                    {
                        "reference": f"R{len(made):04d}",
                        "received_at": f"{month}-{number + 1:02d}",
                        "category": category, "location": ward,
                        "outcome": "Visited" if len(made) % 3 else "Advice given",
                    }
                )  # fmt: skip
    return made


def written(rows: list[dict[str, str]]) -> str:
    """The rows as the council's CSV."""
    text = io.StringIO()
    writer = csv.DictWriter(text, HEAD, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def plant(small: Small, found: list[dict[str, str]] | None = None, **more: str) -> Small:
    """The small borough with the planted requests as a restricted source of 2021/22."""
    small.write("requests.csv", written(rows() if found is None else found))
    small.add_source(
        "requests", "requests.csv", name='"Council requests"',
        **{"access": '"restricted"', "first_month": '"2021-04"', "last_month": '"2022-03"', **more},
    )  # fmt: skip
    return small


@pytest.fixture(scope="session")
def planted_packs(tmp_path_factory: pytest.TempPathFactory) -> Mapping[Audience, Path]:
    """The folders of the pack with the planted requests for each audience; build nothing there."""

    def make(folder: Path) -> None:
        small = plant(write_small(folder / "small"))
        for audience in AUDIENCES:
            small.build(folder / audience, audience=audience).close()

    home = shared(tmp_path_factory, "planted", make)
    return {audience: home / audience for audience in AUDIENCES}
