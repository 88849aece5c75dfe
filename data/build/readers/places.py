"""Read named places: a table of points with a radius, or polygons."""

import math
from pathlib import Path

import geopandas as gpd
import pandas as pd

from data.build import csvfile
from data.build.config import Source
from data.build.errors import quoted, refuse
from data.build.forms import recognise
from data.build.forms.form import Holds
from data.build.readers import boundaries
from data.model.slugs import slug
from geo import areas, crs

CONFIDENCE = ("high", "medium", "low", "none")
MAX_RADIUS_M = 5000
# Optional columns: a note on the location, and what published documents say about the place.
TEXT = ("note", "said")
CIRCLE = ["lon", "lat", "radius_m"]


def read(path: Path, source: Source) -> gpd.GeoDataFrame:
    """Return the named places of one file, in EPSG:4326.

    Columns: code, name, geometry (None for a place without a location), boundary (circle or
    polygon), radius_m (NaN for polygons and without a location), confidence (high, medium, low or
    none), note, said.

    Raises:
        BadInput: a coordinate, radius, name or confidence is not one, or a place is given twice.
    """
    in_table = recognise.recognise(path).holds is not Holds.SHAPES
    places = _circles(path) if in_table else _polygons(path, source)
    places["code"] = places["name"].map(slug)
    if (places["code"] == "").any():
        refuse(path, "a place has no name", "Give each place a name")
    twice = places["name"][places["code"].duplicated()]
    if not twice.empty:
        refuse(path, f"{twice.iloc[0]} is given twice", "Keep one")
    bad = places[~places["confidence"].isin(CONFIDENCE)]
    if not bad.empty:
        name, confidence = bad[["name", "confidence"]].iloc[0]
        what = f"the confidence of {name} is {quoted(confidence)}"
        refuse(path, what, f"Use {' or '.join(CONFIDENCE)}")
    places["boundary"] = "circle" if in_table else "polygon"
    return places[["code", "name", "geometry", "boundary", "radius_m", "confidence", *TEXT]]


def _polygons(path: Path, source: Source) -> gpd.GeoDataFrame:
    shapes = boundaries.features(path, source.option("crs"))
    if "name" not in shapes.columns:
        refuse(path, "its places have no name", 'Give each feature a "name" property')
    boundaries.refuse_missing(path, shapes, "name")
    flat = shapes.loc[~shapes.geom_type.isin(["Polygon", "MultiPolygon"]), "name"]
    if len(flat):
        do = "Draw its outline, or give a CSV with lon, lat and radius_m"
        refuse(path, f"the place {flat.iloc[0]} is a point or line, in which nothing lies", do)
    places, _repaired = areas.repaired(shapes)
    places["radius_m"] = math.nan
    for column in ("name", "confidence", *TEXT):
        default = "high" if column == "confidence" else ""
        given = places[column] if column in places.columns else pd.Series(default, places.index)
        places[column] = given.fillna(default).astype(str)
    return places


def _circles(path: Path) -> gpd.GeoDataFrame:
    frame = csvfile.read_columns(path, ["name", *CIRCLE, "confidence"], TEXT)
    located, blank = frame[CIRCLE].ne("").all(axis=1), frame[CIRCLE].eq("").all(axis=1)
    csvfile.refuse_rows(
        path, frame, ~located & ~blank, "{name} has only some of lon, lat and radius_m",
        "Give all three, or none if it is not located",
    )  # fmt: skip
    numbers = frame.loc[located, CIRCLE].apply(pd.to_numeric, errors="coerce").astype(float)
    usable = (
        crs.in_great_britain(numbers["lon"].to_numpy(), numbers["lat"].to_numpy())
        & numbers["radius_m"].between(1, MAX_RADIUS_M).to_numpy()
    )
    csvfile.refuse_rows(
        path, frame[located], pd.Series(~usable, numbers.index),
        "{name} has no usable lon, lat and radius_m",
        f"Give degrees in Great Britain and a radius of 1 to {MAX_RADIUS_M} metres; "
        "are lon and lat swapped?",
    )  # fmt: skip
    shapes = pd.Series(None, index=frame.index, dtype=object)
    shapes[located] = areas.circles(*(numbers[each].to_numpy() for each in CIRCLE)).to_numpy()
    return gpd.GeoDataFrame(
        frame.assign(
            radius_m=numbers["radius_m"].reindex(frame.index),
            confidence=frame["confidence"].str.lower(),
        ),
        geometry=gpd.GeoSeries(shapes, index=frame.index, crs=crs.DEGREES),
    )
