"""Named places: a CSV of points with a radius, or a GeoJSON of polygons."""

import math
from pathlib import Path

import geopandas as gpd
import pandas as pd

from data import csvfile
from data.borough import Source
from data.errors import BadInput
from data.readers import boundaries
from data.slugs import slug
from geo import areas, crs

CONFIDENCE = ("high", "medium", "low", "none")
MOST_METRES = 5000
# Optional columns of words: about the location, and what published documents say of the place.
TOLD = ("note", "said")


def read(path: Path, source: Source) -> gpd.GeoDataFrame:
    """The named places of one file, in EPSG:4326.

    Columns: code, name, geometry (None for a place that is named but not located), boundary
    (circle or polygon), radius_m, confidence (high, medium, low or none), note, said.

    Raises:
        BadInput: a coordinate, radius or confidence is not one, or a place is given twice.
    """
    is_json = path.name.removesuffix(".gz").lower().endswith(("json",))
    places = _polygons(path, source) if is_json else _circles(path)
    places["code"] = places["name"].map(slug)
    if (places["code"] == "").any():
        raise BadInput(path, "a place has no name", "Give each place a name")
    twice = places["name"][places["code"].duplicated()]
    if not twice.empty:
        raise BadInput(path, f"{twice.iloc[0]} is given twice", "Keep one")
    bad = places[~places["confidence"].isin(CONFIDENCE)]
    if not bad.empty:
        raise BadInput(
            path, f"{bad['name'].iloc[0]} has the confidence {bad['confidence'].iloc[0]!r}",
            f"Use {', '.join(CONFIDENCE)}",
        )  # fmt: skip
    places["boundary"] = "polygon" if is_json else "circle"
    return places[
        ["code", "name", "geometry", "boundary", "radius_m", "confidence", "note", "said"]
    ]


def _polygons(path: Path, source: Source) -> gpd.GeoDataFrame:
    shapes = boundaries.features(path, source.option("crs"))
    if "name" not in shapes.columns:
        raise BadInput(path, "its places have no name", 'Give each feature a "name" property')
    mended, _ = areas.repaired(shapes)
    mended["name"] = mended["name"].fillna("").astype(str)
    mended["radius_m"] = math.nan
    for column, default in (("confidence", "high"), *((each, "") for each in TOLD)):
        given = mended[column] if column in mended.columns else pd.Series(default, mended.index)
        mended[column] = given.fillna(default)
    return mended


def _circles(path: Path) -> gpd.GeoDataFrame:
    frame = csvfile.read(path, ["name", "lon", "lat", "radius_m", "confidence"])
    located = frame[["lon", "lat", "radius_m"]].ne("").all(axis=1)
    blank = frame[["lon", "lat", "radius_m"]].eq("").all(axis=1)
    csvfile.refuse(
        path, frame, ~located & ~blank,
        lambda row: f"{row['name']} has only some of lon, lat and radius_m",
        "Give all three, or none if it is not located",
    )  # fmt: skip
    known = frame[located]
    numbers = known[["lon", "lat", "radius_m"]].apply(pd.to_numeric, errors="coerce")
    usable = (
        crs.in_great_britain(numbers["lon"].to_numpy(float), numbers["lat"].to_numpy(float))
        & numbers["radius_m"].between(1, MOST_METRES).to_numpy()
    )
    csvfile.refuse(
        path, known, pd.Series(~usable, known.index),
        lambda row: f"{row['name']} has no usable lon, lat and radius_m",
        f"Give degrees in Great Britain and a radius of 1 to {MOST_METRES} metres",
    )  # fmt: skip
    shapes = pd.Series(None, index=frame.index, dtype=object)
    shapes[located] = areas.circles(
        numbers["lon"].to_numpy(), numbers["lat"].to_numpy(), numbers["radius_m"].to_numpy()
    ).to_numpy()
    told = {each: frame[each].str.strip() if each in frame.columns else "" for each in TOLD}
    radius = pd.to_numeric(frame["radius_m"].where(located, None))
    return gpd.GeoDataFrame(
        {"name": frame["name"].str.strip(), "radius_m": radius,
         "confidence": frame["confidence"].str.strip().str.lower(), **told},
        geometry=gpd.GeoSeries(shapes, index=frame.index, crs=crs.DEGREES),
    )  # fmt: skip
