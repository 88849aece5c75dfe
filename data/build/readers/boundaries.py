"""Read ward and LSOA boundaries, with the code and name columns of any vintage."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

import geopandas as gpd
import numpy as np
import pandas as pd
from pyproj import CRS
from pyproj.exceptions import CRSError
from shapely.errors import ShapelyError

from data.build import csvfile
from data.build.errors import quoted, refuse
from data.build.forms import geo_file, recognise
from data.build.forms.form import Form, Holds
from data.build.forms.text import text
from data.build.guards.scope import Scope
from geo import areas, crs

CODE = {"ward": re.compile(r"WD\d{2}CD", re.I), "lsoa": re.compile(r"LSOA\d{2}CD", re.I)}
DISTRICT_NAME = re.compile(r"(LAD|LTLA)\d{2}NM", re.I)
# The usual limits of ArcGIS map services, which may not say that there are more features.
LIMITS = (1000, 2000)
EARTH = (-180.0, -90.0, 180.0, 90.0)


def features(path: Path, declared: str | None) -> gpd.GeoDataFrame:
    """Return the features of a file of boundaries in EPSG:4326; geometry may be missing in some.

    Coordinates are read as ``declared`` in the TOML, else as the file declares, else as degrees.

    Raises:
        BadInput: it holds no boundaries, says that it is cut short, a shape is broken, or the
            coordinates are not degrees in Great Britain.
    """
    if geo_file.is_opened(path):
        own = _named(path, declared) if declared else None
        shapes = geo_file.with_crs(geo_file.read(path), own, CRS(crs.DEGREES))
    else:
        shapes = _geojson(path, declared)
    if shapes.geometry.isna().all():
        refuse(path, "no feature has a geometry", "Give boundaries with their shapes")
    shapes = crs.to_degrees(shapes)
    west, south, east, north = shapes.total_bounds
    inside = west >= EARTH[0] and south >= EARTH[1] and east <= EARTH[2] and north <= EARTH[3]
    if not (np.isfinite(shapes.total_bounds).all() and inside):
        refuse(
            path,
            "its coordinates are not degrees, and it names no coordinate system",
            'Add crs = "EPSG:27700" (or the right one) to this source',
        )
    if not crs.in_great_britain(np.array([west, east]), np.array([south, north])).all():
        turned = crs.in_great_britain(np.array([south, north]), np.array([west, east])).all()
        do = "Put longitude before latitude" if turned else "Check the file and its crs"
        what = "are latitude, then longitude" if turned else "are not in Great Britain"
        refuse(path, f"its coordinates {what}", do)
    return shapes


def refuse_missing(path: Path, shapes: gpd.GeoDataFrame, name: str) -> None:
    """Refuse a file if a feature has no geometry. The message names it by the column ``name``.

    Raises:
        BadInput: a shape is missing.
    """
    without = shapes.loc[shapes.geometry.isna() | shapes.geometry.is_empty, name]
    if len(without):
        what = f"{quoted(without.iloc[0])} has no geometry"
        refuse(path, what, "Remove it or give it a shape")


def _geojson(path: Path, declared: str | None) -> gpd.GeoDataFrame:
    document = _json(path)
    items = document.get("features") if isinstance(document, dict) else None
    if not isinstance(items, list):
        refuse(path, "it is not a GeoJSON FeatureCollection", "Give boundaries as GeoJSON")
    if not items:
        refuse(path, "it has no features", "Check what was asked of the map service")
    _refuse_cut_short(path, document, len(items))
    try:
        shapes = gpd.GeoDataFrame.from_features(items, crs=_crs(path, document, declared))
    except (ShapelyError, TypeError, ValueError, LookupError, AttributeError) as error:
        refuse(path, f"a shape in it is broken ({error})", csvfile.DOWNLOAD)
    return shapes


def read(
    path: Path, kind: str, declared: str | None, scope: Scope
) -> tuple[gpd.GeoDataFrame, int, str]:
    """Return the wards or LSOAs of one file, how many were left out, and a note of repairs.

    Columns: code, name, district (its name, blank if not given), district_code (blank if not
    known), geometry (valid, EPSG:4326). Wards outside the borough are left out, and LSOAs where
    the file says which district each is in.

    Raises:
        BadInput: as ``features``, or there is no code or name column, it is not known which areas
            are the borough's, none is, a code or name is missing or a code given twice, or an area
            has no geometry or is not a polygon.
    """
    shapes = features(path, declared)
    code = _column(path, shapes, CODE[kind])
    name = code[:-2] + ("NM" if code.endswith("CD") else "nm")  # WD22CD has WD22NM beside it
    if name not in shapes.columns:
        refuse(path, f"it has {code} but no {name}", "Give a name for each code")
    district = scope.district_of(path, code, shapes, needed=kind == "ward")
    every = len(shapes)
    if district is None:
        district = pd.Series("", shapes.index)
    else:
        shapes = shapes[district != ""].copy()
    if shapes.empty:
        refuse(path, "it holds no area of this borough", "Check the codes in the TOML")
    refuse_missing(path, shapes, code)
    if not shapes.geom_type.isin(["Polygon", "MultiPolygon"]).all():
        refuse(path, "an area is not a polygon", "Give boundaries, not points or lines")
    if shapes[code].isna().any() or shapes[name].isna().any():
        refuse(path, f"an area has no {code} or {name}", "Give each a code and a name")
    shapes[code] = shapes[code].astype(str).str.strip()
    twice = shapes[code][shapes[code].duplicated()]
    if not twice.empty:
        _refuse_twice(path, twice.iloc[0], shapes.geometry[shapes[code] == twice.iloc[0]], code)
    valid, repaired = areas.repaired(shapes)
    lost = shapes[code][valid.is_empty.to_numpy()]
    if not lost.empty:
        refuse(path, f"{lost.iloc[0]} has no area", csvfile.DOWNLOAD)
    which = ", ".join(sorted(shapes[code][repaired]))
    note = f"invalid polygons repaired: {which}" if which else ""
    tidy = gpd.GeoDataFrame(
        {
            "code": valid[code].array,
            "name": valid[name].astype(str).str.strip().array,
            "district": district_names(valid).array,
            "district_code": district[valid.index].array,
        },
        geometry=valid.geometry.to_numpy(),
        crs=crs.DEGREES,
    )
    return tidy, every - len(tidy), note


def district_names(shapes: pd.DataFrame) -> pd.Series:
    """Return the name of each area's district, blank where the file has none."""
    column = next((each for each in shapes.columns if DISTRICT_NAME.fullmatch(each)), None)
    if column is None:
        return pd.Series("", index=shapes.index)
    return shapes[column].fillna("").astype(str).str.strip()


def _refuse_twice(path: Path, area: str, shapes: gpd.GeoSeries, code: str) -> NoReturn:
    one, other = shapes.iloc[:2]
    if one.disjoint(other) or one.touches(other):
        refuse(path, f"{area} is in parts", f"Join them into one shape: dissolve by {code}")
    refuse(path, f"{area} is given twice", "Keep one of the two")


def _refuse_cut_short(path: Path, document: Mapping[str, Any], held: int) -> None:
    """Refuse an answer of a map service that is incomplete, or has as many features as a limit."""
    about = document.get("properties") if isinstance(document.get("properties"), dict) else {}
    counts = [document.get(key) for key in ("numberMatched", "totalFeatures")]
    links = document.get("links")
    more = (
        any(part.get("exceededTransferLimit") is True for part in (document, about or {}))
        or any(isinstance(n, int) and n > held for n in counts)
        or any(
            isinstance(each, dict) and each.get("rel") == "next"
            for each in (links if isinstance(links, list) else [])
        )
    )
    if more:
        refuse(
            path,
            f"it is cut short: it has {held:,} features and says that there are more",
            "Download all of it, in parts if the service limits an answer",
        )
    if held in LIMITS:
        refuse(
            path,
            f"it has exactly {held:,} features, where map services stop: there may be more",
            "Download this borough's only, or all of it in parts",
        )


def _json(path: Path) -> Any:
    if recognise.recognise(path) is not Form.JSON:
        recognise.require(path, Holds.SHAPES)
    try:
        return json.loads(text(path))
    except json.JSONDecodeError as error:
        refuse(path, f"it is not valid JSON ({error.msg})", csvfile.DOWNLOAD, error.lineno)


def _crs(path: Path, document: dict, declared: str | None) -> CRS:
    """Return the coordinate system that the TOML, else the file, declares, else degrees."""
    match document:
        case {"crs": {"properties": {"name": str(own)}}}:
            named = declared or own
        case _:
            named = declared or crs.DEGREES
    return _named(path, named)


def own_crs(path: Path) -> str:
    """Return the coordinate system that a GeoJSON file names, "" if it names none."""
    match _json(path):
        case {"crs": {"properties": {"name": str(own)}}}:
            return own
    return ""


def _named(path: Path, named: str) -> CRS:
    try:
        return CRS.from_user_input(named)
    except CRSError:
        do = 'Use one such as "EPSG:27700"'
        refuse(path, f"{quoted(named)} is not a coordinate system", do)


def _column(path: Path, shapes: pd.DataFrame, pattern: re.Pattern[str]) -> str:
    matching = [column for column in shapes.columns if pattern.fullmatch(column)]
    if not matching:
        wanted = pattern.pattern.replace(r"\d{2}", "xx")
        refuse(path, f"it has no {wanted} column", "Use an ONS file, or rename the code column")
    return str(matching[0])
