"""An invented borough of two wards, published by the fake services."""

import io
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from tests.conftest import ALDER, BIRCH, WARDS, Small, square
from tests.fakes.open_data import OpenData

SMALL, NEXT, FAR = "E07000001", "E07000002", "E07000003"
LSOAS = {"E01000001": "Small 001A", "E01000002": "Small 001B"}
POLICE = {SMALL: "Test", NEXT: "Next & Near", FAR: "Far"}
NAMES = {SMALL: "Small", NEXT: "Next Door", FAR: "Far, City of"}
BOXES = {
    SMALL: (-0.90, 51.40, -0.84, 51.42),
    NEXT: (-0.84, 51.40, -0.78, 51.42),
    FAR: (-0.90, 51.60, -0.84, 51.62),
}
FORCES = {"test": "Test Constabulary", "btp": "British Transport Police", "next-and-near": "Next"}
BESIDE = (-0.80, 51.41)


def street(small: Small, month: str, force: str, n: int = 6, **cells: str) -> bytes:
    """A street file of a force and month: burglaries in Alder, then as many ASB rows in Birch."""
    named = {"Month": month, "Reported by": FORCES[force], "Falls within": FORCES[force]}
    rows = [small.row(ALDER, **named, **cells) for _ in range(n)]
    rows += [small.asb(BIRCH, **named, **{"LSOA code": "E01000002"}) for _ in range(n)]
    if force == "next-and-near":
        rows += [small.row(BESIDE, **named, **{"LSOA code": "E01000009"}) for _ in range(n)]
    return small.street(f"published/{month}-{force}-street.csv", rows).read_bytes()


def outcomes(street: bytes) -> bytes:
    """The outcome file of a street file: each crime was resolved in its month."""
    rows = pd.read_csv(io.BytesIO(street), dtype=str, keep_default_na=False)
    rows = rows[rows["Crime ID"] != ""].assign(**{"Outcome type": "Local resolution"})
    columns = rows.columns.drop(["Crime type", "Last outcome category", "Context"])
    return rows[columns].to_csv(index=False).encode()


def month_of(small: Small, month: str, forces: Sequence[str] = tuple(FORCES)) -> dict[str, bytes]:
    """The members of an archive for one month: all but British Transport Police have outcomes."""
    files = {}
    for force in forces:
        name = f"{month}/{month}-{force}"
        files[f"{name}-street.csv"] = rows = street(small, month, force)
        if force != "btp":
            files[f"{name}-outcomes.csv"] = outcomes(rows)
    return files


def wards(edition: str) -> list[tuple[dict, dict | None]]:
    return [
        ({f"WD{edition}CD": code, f"WD{edition}NM": name, f"LAD{edition}CD": SMALL}, square(*box))
        for (code, name), box in WARDS.items()
    ]


def people(code: str, gender: str, age: str) -> Sequence[tuple[str, int]]:
    """Two wards of 1,000, LSOAs of 900, districts of 9,000; women by age for districts."""
    if age == "117...191":
        return [("2022", 40 + n) for n in range(3)] if code in POLICE else []
    value = {"E05": 1000, "E01": 900, "E07": 9000}.get(code[:3])
    return [("2022", value)] if value and gender == "0" else []


def published(folder: Path) -> OpenData:
    """What is published about Small to February 2022; ``folder`` is for its files."""
    small = Small(folder)
    lookup = [
        ({"LAD24CD": code, "LAD24NM": NAMES[code], "CSP24CD": f"E22{code[3:]}",
          "CSP24NM": NAMES[code], "PFA24CD": f"E23{code[3:]}", "PFA24NM": POLICE[code],
          "FID": number}, None)
        for number, code in enumerate(NAMES)
    ]  # fmt: skip
    lsoas = [
        ({"LSOA11CD": code, "LSOA11NM": name, "CHGIND": "U", "LSOA21CD": code, "LSOA21NM": name,
          "LAD22CD": SMALL, "LAD22NM": "Small"}, None)
        for code, name in LSOAS.items()
    ]  # fmt: skip
    beside = {"LSOA11CD": "E01000009", "LSOA21CD": "E01000009", "LSOA21NM": "Next Door 001A"}
    lsoas.append(({**beside, "LAD22CD": NEXT, "LAD22NM": "Next Door"}, None))
    boxes = [*WARDS.values()]
    shapes = [
        ({"LSOA21CD": code, "LSOA21NM": name}, square(*boxes[n]))
        for n, (code, name) in enumerate(LSOAS.items())
    ]
    shapes.append(({"LSOA21CD": "E01000008", "LSOA21NM": "Small Heath 001A"}, square(*boxes[0])))
    both = {**month_of(small, "2022-01"), **month_of(small, "2022-02")}
    return OpenData(
        archives={"2022-02": both},
        layers={
            "LAD24_CSP24_PFA24_EW_LU": lookup,
            "LSOA11_LSOA21_LAD22_EW_LU_v2": lsoas,
            "Lower_layer_Super_Output_Areas_December_2021_Boundaries_EW_BGC_V5": shapes,
            "Local_Authority_Districts_December_2022_UK_BGC_V2": [
                ({"LAD22CD": code, "LAD22NM": NAMES[code]}, square(*box))
                for code, box in BOXES.items()
            ],
            "Wards_December_2021_UK_BGC_2022": wards("21"),
            "Wards_December_2022_Boundaries_UK_BGC": wards("22"),
        },
        people=people,
        dates=["2022-01", "2022-02"],
    )
