"""Ward and LSOA boundaries: GeoJSON with any vintage's code and name columns."""

import json
import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from pyproj import CRS
from pyproj.exceptions import CRSError
from shapely.errors import ShapelyError

from data import csvfile
from data.errors import BadInput, quoted
from geo import areas, crs

CODE = {"ward": re.compile(r"WD\d{2}CD", re.I), "lsoa": re.compile(r"LSOA\d{2}CD", re.I)}
DISTRICT = re.compile(r"LAD\d{2}CD", re.I)
DISTRICT_NAME = re.compile(r"LAD\d{2}NM", re.I)
EARTH = (-180.0, -90.0, 180.0, 90.0)


def features(path: Path, declared: str | None) -> gpd.GeoDataFrame:
    """The features of a GeoJSON file in EPSG:4326.

    The coordinate system is the TOML's, else the file's own, else degrees.

    Raises:
        BadInput: it is not GeoJSON, has no polygon, or holds metres without saying so.
    """
    document = _json(path)
    found = document.get("features") if isinstance(document, dict) else None
    if not isinstance(found, list) or not found:
        raise BadInput(path, "it is not a GeoJSON FeatureCollection", "Give boundaries as GeoJSON")
    if any(not isinstance(each, dict) or not each.get("geometry") for each in found):
        raise BadInput(path, "a feature has no geometry", "Remove it or give it a shape")
    try:
        shapes = gpd.GeoDataFrame.from_features(found, crs=_crs(path, document, declared))
    except (ShapelyError, TypeError, ValueError, LookupError, AttributeError) as error:
        raise BadInput(path, f"a shape in it is broken ({error})", "Get the file again") from None
    shapes = crs.to_degrees(shapes)
    west, south, east, north = shapes.total_bounds
    inside = west >= EARTH[0] and south >= EARTH[1] and east <= EARTH[2] and north <= EARTH[3]
    if not (np.isfinite(shapes.total_bounds).all() and inside):
        raise BadInput(
            path,
            "its coordinates are not degrees, and it does not say what they are",
            'Add crs = "EPSG:27700" (or the right one) to this source',
        )
    if not crs.in_great_britain(np.array([west, east]), np.array([south, north])).all():
        raise BadInput(path, "it does not lie in Great Britain", "Check the file and its crs")
    return shapes


def read(
    path: Path, kind: str, declared: str | None, districts: Collection[str]
) -> tuple[gpd.GeoDataFrame, int, str]:
    """The wards or LSOAs of one file, how many were left out, and a note of what was repaired.

    Columns: code, name, district (its name, if the file says), geometry (valid, EPSG:4326).
    When the file says which district each area is in, only those of ``districts`` are kept.

    Raises:
        BadInput: also when there is no code or name column, or a code is given twice.
    """
    shapes = features(path, declared)
    code = _column(path, shapes, CODE[kind])
    name = code[:-2] + ("NM" if code.endswith("CD") else "nm")  # WD22CD has WD22NM beside it
    if name not in shapes.columns:
        raise BadInput(path, f"it has {code} but no {name}", "Give a name for each code")
    left_out = 0
    district = next((each for each in shapes.columns if DISTRICT.fullmatch(each)), None)
    if district is not None:
        ours = shapes[district].isin(list(districts))
        left_out = int((~ours).sum())
        shapes = shapes[ours]
    if shapes.empty:
        raise BadInput(path, "it holds no area of this borough", "Check the codes in the TOML")
    if not shapes.geom_type.isin(["Polygon", "MultiPolygon"]).all():
        raise BadInput(path, "an area is not a polygon", "Give boundaries, not points or lines")
    if shapes[code].isna().any() or shapes[name].isna().any():
        raise BadInput(path, f"an area has no {code} or {name}", "Give each a code and a name")
    twice = shapes[code][shapes[code].duplicated()]
    if not twice.empty:
        raise BadInput(path, f"{twice.iloc[0]} is given twice", "Keep one of the two")
    mended, repaired = areas.repaired(shapes)
    lost = shapes[code][mended.is_empty.to_numpy()]
    if not lost.empty:
        raise BadInput(path, f"{lost.iloc[0]} has no surface", "Get the file again")
    which = ", ".join(sorted(shapes[code][repaired]))
    note = f"invalid polygons repaired: {which}" if which else ""
    tidy = gpd.GeoDataFrame(
        {
            "code": mended[code].astype(str).array,
            "name": mended[name].astype(str).str.strip().array,
            "district": _district_names(mended).array,
        },
        geometry=mended.geometry.to_numpy(),
        crs=crs.DEGREES,
    )
    return tidy, left_out, note


def _district_names(shapes: pd.DataFrame) -> pd.Series:
    """The name of the district that each area is in, blank where the file does not say."""
    column = next((each for each in shapes.columns if DISTRICT_NAME.fullmatch(each)), None)
    if column is None:
        return pd.Series("", index=shapes.index)
    return shapes[column].fillna("").astype(str).str.strip()


def _json(path: Path) -> Any:
    text = csvfile.text(path)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise BadInput(
            path, f"it is not valid JSON ({error.msg})", "Get the file again", error.lineno
        ) from None


def _crs(path: Path, document: dict, declared: str | None) -> CRS:
    """The coordinate system that the TOML or the file itself declares, else degrees."""
    match document:
        case {"crs": {"properties": {"name": str(own)}}}:
            named = declared or own
        case _:
            named = declared or crs.DEGREES
    try:
        return CRS.from_user_input(named)
    except CRSError:
        raise BadInput(
            path, f"{quoted(named)} is not a coordinate system", 'Use one such as "EPSG:27700"'
        ) from None


def _column(path: Path, shapes: pd.DataFrame, pattern: re.Pattern[str]) -> str:
    found = [each for each in shapes.columns if pattern.fullmatch(each)]
    if not found:
        wanted = pattern.pattern.replace(r"\d{2}", "xx")
        raise BadInput(path, f"it has no {wanted} column", "Use an ONS file, or name the code so")
    return str(found[0])
